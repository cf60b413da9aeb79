package io.portfolioplatform.ratelimit.quota;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import io.portfolioplatform.ratelimit.policy.InvalidRateLimitException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SlidingLogTests {

	private static final Quota FREE_TIER = new Quota("free",
			List.of(new Quota.Window(5, Duration.ofMinutes(1)), new Quota.Window(25, Duration.ofDays(1))));

	@Test
	void waitsForTheOldestCallThatFillsAWindow() {
		SlidingLog log = new SlidingLog();
		for (int second = 0; second < 5; second++) {
			assertThat(log.look(FREE_TIER, micros(second))).isEqualTo(new Taking(0, 5 - second));
			log = log.with(FREE_TIER, micros(second));
		}
		assertThat(log.look(FREE_TIER, micros(10))).isEqualTo(new Taking(micros(50), 0));
		assertThat(log.look(FREE_TIER, micros(60) - 1)).isEqualTo(new Taking(1, 0));
		assertThat(log.look(FREE_TIER, micros(60))).isEqualTo(new Taking(0, 1));
	}

	@Test
	void noWindowEverHoldsMoreThanItsLimitWhereverItStarts() {
		Random random = new Random(7);
		SlidingLog log = new SlidingLog();
		List<Long> taken = new ArrayList<>();
		long now = 0;
		while (now < micros(3 * 86_400)) {
			now += (long) (random.nextDouble() * micros(random.nextBoolean() ? 10 : 3000));
			if (log.look(FREE_TIER, now).succeeded()) {
				log = log.with(FREE_TIER, now);
				taken.add(now);
			}
		}
		assertThat(taken).hasSizeBetween(51, 100);
		for (long start : taken) {
			assertThat(taken.stream().filter((time) -> time >= start && time < start + micros(60))).hasSizeLessThan(6);
			assertThat(taken.stream().filter((time) -> time >= start && time < start + micros(86_400)))
				.hasSizeLessThan(26);
		}
	}

	@Test
	void staysInOrderWhenTheClockGoesBack() {
		SlidingLog log = new SlidingLog(micros(10)).with(FREE_TIER, micros(8));
		assertThat(log.times()).containsExactly(micros(10), micros(10));
	}

	@Test
	void remembersNoMoreThanTheLargestLimit() {
		SlidingLog log = new SlidingLog();
		for (int minute = 0; minute < 100; minute++) {
			log = log.with(FREE_TIER, micros(60 * minute));
		}
		assertThat(log.times()).hasSize(25).startsWith(micros(60 * 75));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "quota | 0 | 1000 | windows[0].limit' is 0", "quota | -1 | 1000 | is -1",
					"quota | 10001 | 1000 | is 10001", "quota | 1 | 0 | windows[0].period' is PT0S",
					"a b | 1 | 1000 | platform.ratelimit.quotas.a b" })
	void refusesWhatCannotWork(String name, int limit, long millis, String expected) {
		List<Quota.Window> windows = List.of(new Quota.Window(limit, Duration.ofMillis(millis)));
		assertThatExceptionOfType(InvalidRateLimitException.class).isThrownBy(() -> new Quota(name, windows))
			.withMessageContaining(expected);
	}

	@Test
	void refusesAQuotaWithoutWindows() {
		assertThatExceptionOfType(InvalidRateLimitException.class).isThrownBy(() -> new Quota("quota", List.of()))
			.withMessageContaining("platform.ratelimit.quotas.quota");
	}

	private static long micros(long seconds) {
		return TimeUnit.SECONDS.toMicros(seconds);
	}

}
