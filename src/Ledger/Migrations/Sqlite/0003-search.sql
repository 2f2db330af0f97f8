-- Words of titles. The rowid is the resource's first position; tokens stand between spaces, with one at either end.
create virtual table registry_search using fts5 (tokens, tokenize = 'ascii', detail = 'none', columnsize = 0);
