-- Keeps a result, unless it has been invalidated since its turn was given.
-- KEYS: versions, result, turn. ARGV: schema, token, stamp, bytes, ttl in ms, names of versions.
if redis.call('GET', KEYS[3]) ~= ARGV[2] then
  return 0
end
redis.call('DEL', KEYS[3])
local stamp = ARGV[1]
for i = 6, #ARGV do
  stamp = stamp .. ',' .. (redis.call('HGET', KEYS[1], ARGV[i]) or '')
end
if stamp ~= ARGV[3] then
  return 0
end
redis.call('HSET', KEYS[2], 'stamp', stamp, 'bytes', ARGV[4])
redis.call('PEXPIRE', KEYS[2], ARGV[5])
return 1
