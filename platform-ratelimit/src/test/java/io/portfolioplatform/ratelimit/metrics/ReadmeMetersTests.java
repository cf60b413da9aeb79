package io.portfolioplatform.ratelimit.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portfolioplatform.ratelimit.autoconfigure.PlatformRateLimitAutoConfiguration;
import io.portfolioplatform.ratelimit.autoconfigure.PlatformRateLimitMetricsAutoConfiguration;
import io.portfolioplatform.ratelimit.autoconfigure.PlatformRateLimitWebAutoConfiguration;
import io.portfolioplatform.ratelimit.engine.Charge;
import io.portfolioplatform.ratelimit.engine.RateLimitEngine;
import io.portfolioplatform.ratelimit.fleet.FleetLimiter;
import io.portfolioplatform.ratelimit.policy.Policies;
import io.portfolioplatform.ratelimit.redis.Poison;
import io.portfolioplatform.redis.autoconfigure.PlatformRedisAutoConfiguration;
import io.portfolioplatform.test.RedisServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.redisson.api.RedissonClient;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The meters that the README names, with their tags, in an application that shares its
 * limits, and what they say.
 */
class ReadmeMetersTests {

	private static final Pattern ROW = Pattern.compile("\\| `(platform\\.ratelimit\\.[a-z.]+)(?:\\{([a-z, ]+)})?` \\|");

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final RedisServer redis = RedisServer.start();

	@AfterEach
	void stop() {
		this.redis.close();
	}

	@Test
	void allOfThemAreThereAndNoOther() throws IOException {
		TreeMap<String, TreeSet<String>> documented = new TreeMap<>();
		String readme = Files.readString(Path.of("README.md"));
		String operating = readme.substring(0, readme.indexOf("| property |"));
		for (MatchResult row : ROW.matcher(operating).results().toList()) {
			String tags = (row.group(2) != null) ? row.group(2) : "";
			documented.put(row.group(1),
					new TreeSet<>(Arrays.stream(tags.split(", ")).filter((tag) -> !tag.isEmpty()).toList()));
		}
		runner().run((context) -> {
			context.getBean(FleetMeters.class).bindTo(this.meters);
			RateLimitEngine engine = context.getBean(RateLimitEngine.class);
			Charge charge = new Charge(context.getBean(Policies.class).get("api", "test"), "ada", 1, null, "/x/{id}");
			engine.decide(charge);
			engine.decide(charge);
			TreeMap<String, TreeSet<String>> registered = new TreeMap<>();
			this.meters.getMeters()
				.stream()
				.map((meter) -> meter.getId())
				.filter((id) -> id.getName().startsWith("platform.ratelimit."))
				.forEach((id) -> registered.put(id.getName(), keys(id.getTags())));
			assertThat(registered).isEqualTo(documented);
			assertThat(this.meters.get("platform.ratelimit.decisions")
				.tags("policy", "api", "outcome", "refused", "path", "/x/{id}")
				.counter()
				.count()).isEqualTo(1);
			assertThat(this.meters.get("platform.ratelimit.pods").gauge().value()).isEqualTo(1);
			assertThat(this.meters.get("platform.ratelimit.shared").gauge().value()).isEqualTo(1);
			assertThat(this.meters.get("platform.ratelimit.redis.calls").functionCounter().count())
				.isEqualTo(context.getBean(FleetLimiter.class).scriptCalls())
				.isPositive();
			FleetLimiter fleet = context.getBean(FleetLimiter.class);
			assertThat(this.meters.get("platform.ratelimit.redis.unreadable").functionCounter().count()).isZero();
			RedissonClient redisson = context.getBean(RedissonClient.class);
			String key = redisson.getKeys().getKeysStream().filter((name) -> name.contains(":api:")).toList().get(0);
			Poison.RANDOM.put(redisson, key, "");
			fleet.look(charge.policy().current(), charge.policy().current().limits(), "ada");
			assertThat(this.meters.get("platform.ratelimit.redis.unreadable").functionCounter().count()).isEqualTo(1);
			this.redis.close();
			await()
				.untilAsserted(() -> assertThat(this.meters.get("platform.ratelimit.shared").gauge().value()).isZero());
		});
	}

	private static TreeSet<String> keys(List<Tag> tags) {
		return new TreeSet<>(tags.stream().map(Tag::getKey).toList());
	}

	private WebApplicationContextRunner runner() {
		return new WebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(PlatformRedisAutoConfiguration.class,
					PlatformRateLimitMetricsAutoConfiguration.class, PlatformRateLimitAutoConfiguration.class,
					PlatformRateLimitWebAutoConfiguration.class))
			.withBean(MeterRegistry.class, () -> this.meters)
			.withPropertyValues("platform.redis.url=" + this.redis.url(), "platform.ratelimit.redis.timeout=10s",
					"platform.ratelimit.policies.api.bandwidths[0].capacity=1",
					"platform.ratelimit.policies.api.bandwidths[0].period=1h",
					"platform.ratelimit.routes[0].path=/x/{id}", "platform.ratelimit.routes[0].policy=api");
	}

}
