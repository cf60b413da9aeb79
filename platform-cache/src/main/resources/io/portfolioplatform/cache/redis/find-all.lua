-- Returns results of one cache that are good, and gives the right to compute the others: the stamp, and for each result
-- how much longer it is good in ms and its bytes, or T with a turn, or B where somebody else has it, and nothing; at last
-- the id of the newest invalidation.
-- KEYS: versions of caches, then result and turn of each, stream. ARGV: schema, token, lease in ms, name of the cache's version.
local version = call('HGET', KEYS[1], ARGV[4])
if not isToken(version) then
  version = ARGV[2]
  redis.call('HSET', KEYS[1], ARGV[4], version)
end
local stamp = ARGV[1] .. ',' .. version
local answer = {stamp}
for i = 2, #KEYS - 1, 2 do
  local left, bytes = good(KEYS[i], stamp)
  answer[i] = left or (take(KEYS[i + 1], ARGV[2], ARGV[3]) and 'T' or 'B')
  answer[i + 1] = bytes or ''
end
answer[#KEYS] = newest(KEYS[#KEYS])
return answer
