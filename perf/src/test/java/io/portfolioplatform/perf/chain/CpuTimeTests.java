package io.portfolioplatform.perf.chain;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CpuTime}, with this JVM.
 */
class CpuTimeTests {

	@Test
	@Timeout(60)
	void readsWhatThisProcessTakes() throws Exception {
		CpuTime before = CpuTime.of(ProcessHandle.current());
		assertThat(before.own()).as("compilers and collector").hasSizeGreaterThan(2);
		CpuTime since = before.since(before);
		// So many that it does not matter that its parts are read one after the other.
		while (since.user() < 50) {
			since = CpuTime.of(ProcessHandle.current()).since(before);
		}
		assertThat(since.ownPart()).isBetween(0.0, 1.0);
		long least = hundredths();
		CpuTime now = CpuTime.of(ProcessHandle.current());
		assertThat(now.user() + now.kernel()).as("as the JDK reads it").isBetween(least, hundredths());
	}

	private static long hundredths() {
		return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis() / 10;
	}

	@Test
	void saysWhichPartIsWhose() {
		CpuTime before = new CpuTime(100, 50, Map.of("ended", 40L, "compiler", 10L));
		CpuTime since = new CpuTime(160, 90, Map.of("compiler", 15L, "new", 5L)).since(before);
		assertThat(since.kernelPart()).isEqualTo(0.4);
		assertThat(since.ownPart()).isEqualTo(0.1);
	}

}
