package io.portfolioplatform.redis.example;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

@Component
public class Stamps {

	private final @Nullable RedissonClient redis;

	Stamps(ObjectProvider<RedissonClient> redis) {
		this.redis = redis.getIfAvailable();
	}

	public boolean isFirst(String id) {
		return this.redis == null || this.redis.<String>getBucket("stamp:" + id, StringCodec.INSTANCE)
			.setIfAbsent("", Duration.ofHours(1));
	}

}
