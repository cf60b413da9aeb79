-- Forgets a result, gives the right to say what comes in its place, and tells all processes, in one step.
-- KEYS: stream, versions of caches, result, turn. ARGV: name of the cache's version, schema, token, lease in ms, length
-- of the stream, entry.
local version = call('HGET', KEYS[2], ARGV[1])
if not isToken(version) then
  version = ARGV[3]
  redis.call('HSET', KEYS[2], ARGV[1], version)
end
redis.call('DEL', KEYS[3])
redis.call('SET', KEYS[4], ARGV[3], 'PX', ARGV[4])
return append(KEYS[1], ARGV[5], unpack(ARGV, 6)) .. ' ' .. ARGV[2] .. ',' .. version
