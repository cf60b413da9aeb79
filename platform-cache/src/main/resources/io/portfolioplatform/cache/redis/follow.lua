-- Returns the entry at a position and those after it. KEYS: stream. ARGV: position, most entries.
return {server(), redis.call('XRANGE', KEYS[1], ARGV[1], '+', 'COUNT', ARGV[2])}
