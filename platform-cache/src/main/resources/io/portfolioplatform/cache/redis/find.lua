-- Returns a result that is good, or gives the right to compute it.
-- KEYS: versions, result, turn. ARGV: schema, token, lease in ms, names of versions.
local stamp = ARGV[1]
for i = 4, #ARGV do
  local version = redis.call('HGET', KEYS[1], ARGV[i])
  if not version then
    version = ARGV[2]
    redis.call('HSET', KEYS[1], ARGV[i], version)
  end
  stamp = stamp .. ',' .. version
end
local result = redis.call('HMGET', KEYS[2], 'stamp', 'bytes')
if result[1] == stamp and result[2] then
  return {'result', result[2], tostring(redis.call('PTTL', KEYS[2]))}
end
if redis.call('SET', KEYS[3], ARGV[2], 'NX', 'PX', ARGV[3]) then
  return {'turn', stamp}
end
return {'busy'}
