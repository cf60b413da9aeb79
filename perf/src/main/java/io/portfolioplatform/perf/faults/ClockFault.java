package io.portfolioplatform.perf.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.TimeUnit;

import io.portfolioplatform.perf.load.Sql;

/**
 * The clock of one backend, which libfaketime moves while it runs. What measures
 * durations goes on evenly, as it does where an operator sets a machine's clock.
 *
 * @param file says by how many seconds the clock is off
 */
record ClockFault(Path file) {

	private static final Duration JUMP = Duration.ofHours(1);

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final String LIBRARY = "faketime/libfaketime.so.1";

	/** Which jobs bear a time that has not come. */
	private static final String WATCH = """
			create table early_job (name text not null);
			create function early_job() returns trigger language plpgsql security definer set search_path = public as
				$$ begin insert into early_job values (new.task_name); return new; end $$;
			create trigger early_job before update on scheduled_tasks for each row
				when (new.last_heartbeat > now() + interval '30 minutes') execute function early_job();
			""";

	private static final String FORGET = """
			drop trigger early_job on scheduled_tasks; drop function early_job(); drop table early_job""";

	static ClockFault in(Path directory) throws IOException {
		ClockFault clock = new ClockFault(directory.resolve("clock"));
		clock.set(Duration.ZERO);
		return clock;
	}

	/**
	 * Return what the backend is started with.
	 * @return variables, none where there is no libfaketime
	 * @throws IOException if that cannot be found out
	 */
	String environment() throws IOException {
		try (DirectoryStream<Path> architectures = Files.newDirectoryStream(Path.of("/usr/lib"), "*-linux-gnu*")) {
			for (Path architecture : architectures) {
				Path library = architecture.resolve(LIBRARY);
				if (Files.exists(library)) {
					return environment(library);
				}
			}
		}
		return "";
	}

	/** With its "fix", waits of a JVM would end at once. */
	private String environment(Path library) {
		return """
				LD_PRELOAD=%s
				FAKETIME_TIMESTAMP_FILE=%s
				FAKETIME_CACHE_DURATION=1
				FAKETIME_DONT_FAKE_MONOTONIC=1
				FAKETIME_FORCE_MONOTONIC_FIX=0
				FAKETIME_DISABLE_SHM=1
				NO_FAKE_STAT=1
				""".formatted(library, this.file);
	}

	/**
	 * Return the fault. Jobs must go by the database's clock meanwhile.
	 * @param backend where the backend tells the time
	 * @param sql watches the jobs
	 * @param lasts how long the clock is off
	 */
	Fault fault(URI backend, Sql sql, Duration lasts) {
		return new Fault("The clock of one backend: an hour ahead, and back", lasts, () -> {
			sql.run(WATCH);
			set(JUMP);
			awaitJump(backend);
		}, () -> {
			set(Duration.ZERO);
			long early = sql.count("select count(*) from early_job");
			sql.run(FORGET);
			if (early > 0) {
				throw new IllegalStateException("jobs went by the wrong clock");
			}
		});
	}

	private void awaitJump(URI backend) throws IOException, InterruptedException {
		long begun = System.nanoTime();
		while (time(backend).isBefore(Instant.now().plus(JUMP.dividedBy(2)))) {
			if (System.nanoTime() - begun > PATIENCE.toNanos()) {
				set(Duration.ZERO);
				throw new IllegalStateException("the clock does not move (apt-get install faketime)");
			}
			TimeUnit.MILLISECONDS.sleep(100);
		}
	}

	/** In one step, because the backend may read it at any moment. */
	private void set(Duration offset) throws IOException {
		Path next = this.file.resolveSibling("clock.next");
		Files.writeString(next, "+" + offset.toSeconds() + "\n");
		Files.move(next, this.file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
	}

	private static Instant time(URI backend) throws IOException, InterruptedException {
		String date = HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(backend.resolve("/livez")).build(), BodyHandlers.discarding())
			.headers()
			.firstValue("Date")
			.orElseThrow();
		return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
	}

}
