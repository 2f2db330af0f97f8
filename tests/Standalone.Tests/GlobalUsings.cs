// The domain's word is that of the framework: where a method awaits, the framework's is meant.
global using Task = System.Threading.Tasks.Task;
