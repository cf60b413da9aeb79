package io.portfolioplatform.perf.chain;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import jdk.jfr.consumer.RecordingStream;
import org.apache.tomcat.util.http.FastHttpDateFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Profile}: the flight recorder of this JVM, which is kept busy.
 */
class ProfileTests {

	/**
	 * The recorder gets no sample of a thread that has no core when it is its turn, so
	 * that a busy machine has fewer of them: it is not time that counts but how many
	 * there are.
	 */
	@Test
	@Timeout(120)
	void samplesWhatRuns() throws Exception {
		Profile profile = Profile.start(ProcessHandle.current());
		AtomicInteger seen = new AtomicInteger();
		try (RecordingStream stream = new RecordingStream()) {
			stream.enable("jdk.ExecutionSample");
			stream.onEvent("jdk.ExecutionSample", (sample) -> seen.incrementAndGet());
			stream.startAsync();
			for (long date = 0; seen.get() < 20; date++) {
				FastHttpDateFormat.formatDate(date);
			}
		}
		Map<String, Integer> samples = profile.stop();
		assertThat(samples).containsKey("Tomcat");
		assertThat(samples.values().stream().mapToInt(Integer::intValue).sum()).isGreaterThanOrEqualTo(20);
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
