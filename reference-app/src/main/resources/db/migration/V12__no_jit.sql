-- Once somebody has imported a lot, the planner takes every overview for large enough to compile, which takes ten times
-- as long as to run it.
do $$
begin
	alter role ${applicationRole} set jit = off;
exception
	when insufficient_privilege then
		raise warning 'Overviews take 300 ms longer at times until someone who may has run: alter role ${applicationRole} set jit = off';
end
$$;
