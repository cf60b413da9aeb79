-- Keeps a result, unless it has been invalidated since its turn was given.
-- KEYS: versions of caches, result, turn, versions of tags. ARGV: schema, token, stamp, bytes, ttl in ms, name of the
-- cache's version, how much longer the version of a tag lives in ms.
if call('GET', KEYS[3]) ~= ARGV[2] then
  return 0
end
redis.call('DEL', KEYS[3])
local stamp = ARGV[1] .. ',' .. (call('HGET', KEYS[1], ARGV[6]) or '')
for i = 4, #KEYS do
  stamp = stamp .. ',' .. (call('GET', KEYS[i]) or '')
end
if stamp ~= ARGV[3] then
  return 0
end
redis.call('DEL', KEYS[2])
redis.call('HSET', KEYS[2], 'stamp', stamp, 'bytes', ARGV[4], 'ttl', ARGV[5])
redis.call('PEXPIRE', KEYS[2], ARGV[5])
-- The version of a tag outlives the results that bear it.
for i = 4, #KEYS do
  if redis.call('PTTL', KEYS[i]) < tonumber(ARGV[5]) then
    redis.call('PEXPIRE', KEYS[i], string.format('%.0f', ARGV[5] + ARGV[7]))
  end
end
return 1
