package io.portfolioplatform.perf.chain;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

import org.apache.tomcat.util.http.FastHttpDateFormat;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Profile}: the flight recorder of this JVM, which is kept busy.
 */
class ProfileTests {

	@Test
	void samplesWhatRuns() throws Exception {
		Profile profile = Profile.start(ProcessHandle.current());
		long end = System.nanoTime() + Duration.ofSeconds(2).toNanos();
		long dates = 0;
		while (System.nanoTime() < end) {
			dates += FastHttpDateFormat.formatDate(dates).length();
		}
		Map<String, Integer> samples = profile.stop();
		assertThat(dates).isPositive();
		assertThat(samples).containsKey("Tomcat");
		assertThat(samples.values().stream().mapToInt(Integer::intValue).sum()).as("of 200").isGreaterThan(20);
	}

	@Test
	void chargesTheNearestOfTheCallers() {
		assertThat(Profile.part(Stream.of("java.util.HashMap", "org.springframework.util.LinkedCaseInsensitiveMap",
				"org.springframework.security.web.FilterChainProxy",
				"org.apache.catalina.core.ApplicationFilterChain")))
			.isEqualTo("Spring Security");
		assertThat(Profile.part(Stream.of("io.portfolioplatform.ratelimit.web.RateLimitFilter$$Lambda/0x01",
				"org.apache.catalina.core.ApplicationFilterChain")))
			.isEqualTo("limits");
	}

	@Test
	void chargesNobodyForWhatIsOfNoPart() {
		assertThat(Profile.part(Stream.of("java.lang.Thread"))).isEqualTo(Profile.OTHER);
		assertThat(Profile.part(Stream.of())).isEqualTo(Profile.OTHER);
	}

}
