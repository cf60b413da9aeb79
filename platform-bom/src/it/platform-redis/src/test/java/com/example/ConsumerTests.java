package com.example;

import io.portfolioplatform.test.RedisServer;
import org.junit.jupiter.api.Test;
import org.redisson.api.RBucket;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest
class ConsumerTests {

	@DynamicPropertySource
	static void redisUrl(DynamicPropertyRegistry registry) {
		registry.add("REDIS_URL", () -> RedisServer.shared().url());
	}

	@Autowired
	RedissonClient redisson;

	@Test
	void talksToRedis() {
		RBucket<String> greeting = this.redisson.getBucket("greeting", StringCodec.INSTANCE);
		greeting.set("hello");
		assertThat(greeting.get()).isEqualTo("hello");
	}

}
