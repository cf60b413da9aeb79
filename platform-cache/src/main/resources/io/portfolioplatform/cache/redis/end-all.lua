-- Ends turns of one cache and keeps the results that were computed, unless they have been invalidated since.
-- KEYS: versions of caches, then result and turn of each. ARGV: name of the cache's version, schema, then of each
-- token, stamp, bytes or nothing, ttl in ms.
local stamp = ARGV[2] .. ',' .. (call('HGET', KEYS[1], ARGV[1]) or '')
for i = 2, #KEYS, 2 do
  local of = 2 * i - 1
  if call('GET', KEYS[i + 1]) == ARGV[of] then
    redis.call('DEL', KEYS[i + 1])
    if ARGV[of + 2] ~= '' and ARGV[of + 1] == stamp then
      redis.call('DEL', KEYS[i])
      redis.call('HSET', KEYS[i], 'stamp', stamp, 'bytes', ARGV[of + 2], 'ttl', ARGV[of + 3])
      redis.call('PEXPIRE', KEYS[i], ARGV[of + 3])
    end
  end
end
return 1
