-- Returns results of one cache that are good, and gives the right to compute the others: the stamp, and for each result
-- how much longer it is good in ms and its bytes, or T with a turn, or B where somebody else has it, and nothing; at last
-- the id of the newest invalidation.
-- KEYS: versions of caches, then result and turn of each, stream. ARGV: schema, token, lease in ms, name of the cache's version.
local version = redis.call('HGET', KEYS[1], ARGV[4])
if not version then
  version = ARGV[2]
  redis.call('HSET', KEYS[1], ARGV[4], version)
end
local stamp = ARGV[1] .. ',' .. version
local answer = {stamp}
for i = 2, #KEYS - 1, 2 do
  local result = redis.call('HMGET', KEYS[i], 'stamp', 'bytes')
  if result[1] == stamp and result[2] then
    answer[i] = redis.call('PTTL', KEYS[i])
    answer[i + 1] = result[2]
  else
    answer[i] = redis.call('SET', KEYS[i + 1], ARGV[2], 'NX', 'PX', ARGV[3]) and 'T' or 'B'
    answer[i + 1] = ''
  end
end
local last = redis.call('XREVRANGE', KEYS[#KEYS], '+', '-', 'COUNT', 1)
answer[#KEYS] = last[1] and last[1][1] or '0-0'
return answer
