-- Forgets results and tells all processes, in one step: who is told finds nothing old here.
-- KEYS: stream, versions of caches, then result and turn, or the version of a tag. ARGV: what, name of a cache's
-- version, length of the stream, entry.
if ARGV[1] == 'result' then
  redis.call('DEL', KEYS[3], KEYS[4])
elseif ARGV[1] == 'tag' then
  redis.call('DEL', KEYS[3])
elseif ARGV[1] == 'cache' then
  call('HDEL', KEYS[2], ARGV[2])
else
  local here = call('HGET', KEYS[2], 'server')
  redis.call('DEL', KEYS[2])
  if here then
    redis.call('HSET', KEYS[2], 'server', here)
  end
end
return append(KEYS[1], ARGV[3], unpack(ARGV, 4))
