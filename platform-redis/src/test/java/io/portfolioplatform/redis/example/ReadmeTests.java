package io.portfolioplatform.redis.example;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.portfolioplatform.redis.autoconfigure.PlatformRedisAutoConfiguration;
import io.portfolioplatform.test.RedisServer;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link Stamps} stands in the module's README as it does here, and works with Redis and
 * without. Its other text is not read.
 */
class ReadmeTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PlatformRedisAutoConfiguration.class))
		.withBean(Stamps.class);

	@Test
	void readmeShowsThisExample() throws IOException {
		String source = Files.readString(Path.of("src/test/java/io/portfolioplatform/redis/example/Stamps.java"));
		assertThat(Files.readString(Path.of("README.md"))).contains(source.substring(source.indexOf("@Component")));
	}

	@Test
	void exampleWorksWithAndWithoutRedis() {
		this.runner.run((context) -> {
			assertThat(context.getBean(Stamps.class).isFirst("a")).isTrue();
			assertThat(context.getBean(Stamps.class).isFirst("a")).isTrue();
		});
		this.runner.withPropertyValues("REDIS_URL=" + RedisServer.shared().url()).run((context) -> {
			String id = context.toString();
			assertThat(context.getBean(Stamps.class).isFirst(id)).isTrue();
			assertThat(context.getBean(Stamps.class).isFirst(id)).isFalse();
		});
	}

}
