package io.portfolioplatform.perf.cache;

import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.redisson.api.RLocalCachedMap;
import org.redisson.api.RedissonClient;
import org.redisson.api.options.LocalCachedMapOptions;
import org.redisson.api.options.LocalCachedMapOptions.EvictionPolicy;
import org.redisson.api.options.LocalCachedMapOptions.ReconnectionStrategy;
import org.redisson.api.options.LocalCachedMapOptions.SyncStrategy;
import org.redisson.codec.Kryo5Codec;

/**
 * Redisson's map with a cache in the process, set up to be as coherent as it can.
 */
final class LocalCachedMaps {

	private static final int BATCH = 1_000;

	private LocalCachedMaps() {
	}

	static RLocalCachedMap<UUID, Answer> of(RedissonClient redisson, int size, UUID[] keys) {
		RLocalCachedMap<UUID, Answer> map = redisson
			.getLocalCachedMap(LocalCachedMapOptions.<UUID, Answer>name("answers")
				// Redisson's default, which the client of this project does not have.
				.codec(new Kryo5Codec())
				.cacheSize(size)
				.evictionPolicy(EvictionPolicy.LRU)
				.syncStrategy(SyncStrategy.INVALIDATE)
				.reconnectionStrategy(ReconnectionStrategy.CLEAR));
		for (int from = 0; from < keys.length; from += BATCH) {
			Map<UUID, Answer> batch = Arrays.stream(keys, from, Math.min(keys.length, from + BATCH))
				.collect(Collectors.toMap(Function.identity(), Answer::new));
			map.putAll(batch);
		}
		return map;
	}

}
