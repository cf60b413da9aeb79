-- Forgets results and tells all processes, in one step: who is told finds nothing old here.
-- KEYS: stream, versions, result, turn. ARGV: what, name of a version, new version, length of the stream, entry.
if ARGV[1] == 'result' then
  redis.call('DEL', KEYS[3], KEYS[4])
elseif ARGV[1] == 'version' then
  redis.call('HSET', KEYS[2], ARGV[2], ARGV[3])
else
  local here = redis.call('HGET', KEYS[2], 'server')
  redis.call('DEL', KEYS[2])
  if here then
    redis.call('HSET', KEYS[2], 'server', here)
  end
end
return redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[4], '*', unpack(ARGV, 5))
