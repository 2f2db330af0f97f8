-- :people facts of people, as cases would have written them: skewed values, :agencies agencies, eleven years.
insert into fact (day, resource, item, kind, owner, d0, d1, d2, d3, d4, d5, d6, d7, d8, d9, d10, d11)
select
  to_char(date '2016-01-01' + floor(random() * 4017)::integer, 'YYYYMMDD')::integer,
  'cases/bench' || n,
  'p1',
  'people',
  'a' || lpad((1 + (power(random(), 2) * :agencies)::integer % :agencies)::text, 3, '0'),
  (array['opened', 'assessed', 'active', 'follow_up', 'closed'])[1 + floor(random() * 5)::integer],
  (array['labour', 'sexual', 'criminal', 'domestic', 'criminal+labour', 'labour+sexual', '', 'domestic+labour', 'forced_marriage', 'begging', 'domestic+sexual', 'organ_removal'])[1 + floor(power(random(), 3) * 12)::integer],
  (array['adult', 'child', 'unknown'])[1 + floor(power(random(), 2) * 3)::integer],
  (array['female', 'male', 'other', 'unknown'])[1 + floor(power(random(), 3) * 4)::integer],
  (array['la', 'vn', 'th', 'kh', 'mm', 'cn', 'id', 'ph', 'bd', 'in', 'np', 'pk', 'lk', 'ng', 'et', 'al', 'ro', 'gb', 'sd', 'er'])[1 + floor(power(random(), 3) * 20)::integer],
  (array['LA-VT', 'LA-SV', 'LA-CH', 'LA-LP', 'LA-VI', 'LA-BK', 'LA-KH', 'LA-XA', 'LA-OU', 'LA-XI', 'LA-HO', 'LA-LM', 'LA-PH', 'LA-BL', 'LA-SL', 'LA-XE', 'LA-AT', 'LA-XS'])[1 + floor(power(random(), 2) * 18)::integer],
  (array['possible', 'actual', 'not_victim'])[1 + floor(power(random(), 2) * 3)::integer],
  (array['', 'reintegrated', 'returned_home', 'lost_contact'])[1 + floor(power(random(), 2) * 4)::integer],
  'source_' || floor(power(random(), 2) * 30)::integer,
  (array['police', 'government_agency', 'ngo', 'local_authority'])[1 + floor(power(random(), 2) * 4)::integer],
  (array['victim', 'suspect', 'witness', 'relative'])[1 + floor(power(random(), 4) * 4)::integer],
  (array['domestic', 'cross_border', ''])[1 + floor(random() * 3)::integer]
from generate_series(1, :people) as n;
