package io.portfolioplatform.perf.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import io.portfolioplatform.perf.load.LocalSystem;

/**
 * What Redis can be told to do wrong.
 *
 * @param system whose Redis it is
 * @param lasts how long it goes wrong
 */
record RedisFaults(LocalSystem system, Duration lasts) {

	/** A line of {@code INFO errorstats}. */
	private static final String OUT_OF_MEMORY = "errorstat_OOM:count=";

	List<Fault> all() {
		Scissors scissors = new Scissors(this.system);
		return List.of(outOfMemory(),
				new Fault("Redis: every connection is cut, over and over, also those on which evictions are followed",
						this.lasts, scissors::start, scissors::stop),
				emptied());
	}

	private Fault outOfMemory() {
		return new Fault("Redis: out of memory", this.lasts, () -> {
			tell("CONFIG RESETSTAT");
			tell("CONFIG SET maxmemory 1");
		}, () -> {
			tell("CONFIG SET maxmemory 256mb");
			if (!this.system.redisCli("INFO errorstats").contains(OUT_OF_MEMORY)) {
				throw new IllegalStateException("nobody was told that Redis is out of memory");
			}
		});
	}

	private Fault emptied() {
		return new Fault("Redis: emptied", this.lasts, () -> {
			if (this.system.redisCli("DBSIZE").strip().equals("0")) {
				throw new IllegalStateException("Redis was empty before");
			}
			tell("FLUSHALL");
		}, () -> {
		});
	}

	private void tell(String command) throws IOException, InterruptedException {
		String answer = this.system.redisCli(command).strip();
		if (!answer.equals("OK")) {
			throw new IOException("Redis answers '" + answer + "' to " + command);
		}
	}

}
