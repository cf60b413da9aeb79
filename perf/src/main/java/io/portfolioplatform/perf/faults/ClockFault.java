package io.portfolioplatform.perf.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
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
 * The clock of one backend, which {@link Libfaketime} moves while it runs. What measures
 * durations goes on evenly, as it does where an operator sets a machine's clock.
 *
 * @param file says by how many seconds the clock is off
 */
record ClockFault(Path file) {

	private static final Duration JUMP = Duration.ofHours(1);

	private static final Duration PATIENCE = Duration.ofSeconds(10);

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
