-- Returns a result that is good, or gives the right to compute it, or both when it is due to be refreshed: a letter
-- and what belongs to it in one text, which costs a client less to read than a list.
-- A version that is missing is made of the token, so that it is like none before. With a turn comes the id of the newest
-- invalidation: who has not heard of it must not compute of what it remembers.
-- KEYS: versions of caches, result, turn, versions of tags, stream. ARGV: schema, token, lease in ms or 0 for no right, age
-- in ms from which on a result is due or nothing for never, name of the cache's version, how long the version of a tag lives
-- at first in ms.
local version = redis.call('HGET', KEYS[1], ARGV[5])
if not version then
  version = ARGV[2]
  redis.call('HSET', KEYS[1], ARGV[5], version)
end
local stamp = ARGV[1] .. ',' .. version
for i = 4, #KEYS - 1 do
  version = redis.call('GET', KEYS[i])
  if not version then
    version = ARGV[2]
    redis.call('SET', KEYS[i], version, 'PX', ARGV[6])
  end
  stamp = stamp .. ',' .. version
end
local result = redis.call('HMGET', KEYS[2], 'stamp', 'bytes', 'ttl')
local good = result[1] == stamp and result[2]
local left = good and redis.call('PTTL', KEYS[2])
-- Without a ttl, as an earlier version keeps it, a result has no age.
local due = good and ARGV[4] ~= '' and (result[3] or left) - left >= tonumber(ARGV[4])
if good and not due then
  return 'R' .. left .. ' ' .. result[2]
end
local turn = ARGV[3] ~= '0' and redis.call('SET', KEYS[3], ARGV[2], 'NX', 'PX', ARGV[3])
local last = turn and redis.call('XREVRANGE', KEYS[#KEYS], '+', '-', 'COUNT', 1)
local newest = last and last[1] and last[1][1] or '0-0'
if good and turn then
  return 'D' .. left .. ' ' .. newest .. ' ' .. stamp .. ' ' .. result[2]
elseif good then
  return 'R' .. left .. ' ' .. result[2]
elseif turn then
  return 'T' .. newest .. ' ' .. stamp
end
return 'B'
