-- Returns the entry at a position and those after it.
-- KEYS: stream, versions. ARGV: position, most entries.
write(KEYS[2], 250)
newest(KEYS[1])
return {server(), redis.call('XRANGE', KEYS[1], ARGV[1], '+', 'COUNT', ARGV[2])}
