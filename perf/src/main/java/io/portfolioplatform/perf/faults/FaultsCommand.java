package io.portfolioplatform.perf.faults;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.portfolioplatform.perf.load.LocalSystem;
import io.portfolioplatform.perf.load.Sql;
import io.portfolioplatform.perf.load.Versions;
import io.portfolioplatform.test.proxy.FaultProxy;
import org.jspecify.annotations.Nullable;

/**
 * Breaks the whole system in every way it knows while people use it, and writes what they
 * noticed.
 */
public final class FaultsCommand {

	private static final int PORT = 18380;

	private static final int BACKENDS = 3;

	private static final Duration PATIENCE = Duration.ofSeconds(90);

	private final LocalSystem system;

	private final Crowd crowd;

	private final Sql sql;

	private final LinkFaults links;

	private FaultsCommand(LocalSystem system, Crowd crowd, LinkFaults links) {
		this.system = system;
		this.crowd = crowd;
		this.sql = new Sql(system);
		this.links = links;
	}

	/**
	 * Run faults.
	 * @param lasts how long what must be mended stays broken
	 * @param file Markdown file that is written
	 * @param words parts of the names of those that are wanted, none for all of them
	 * @return whether everything held that must hold
	 * @throws Exception if a fault cannot be injected
	 */
	public static boolean run(Duration lasts, Path file, List<String> words) throws Exception {
		Path directory = Path.of("perf/target/faults-" + ProcessHandle.current().pid()).toAbsolutePath();
		Files.createDirectories(directory);
		ClockFault clock = ClockFault.in(directory);
		try (Libfaketime library = new Libfaketime(Path.of("/dev/shm"));
				FaultProxy redis = FaultProxy.to("127.0.0.1", PORT + 3);
				FaultProxy redisOfOthers = FaultProxy.to("127.0.0.1", PORT + 3);
				FaultProxy pooler = FaultProxy.to("127.0.0.1", PORT + 2);
				FakeAlphaVantage provider = FakeAlphaVantage.start()) {
			Files.writeString(directory.resolve("backend-1.env"), redisAt(redis.port()) + poolerAt(pooler.port()));
			Files.writeString(directory.resolve("backend-2.env"),
					redisAt(redisOfOthers.port()) + library.environment(clock.file()));
			Files.writeString(directory.resolve("backend-3.env"), redisAt(redisOfOthers.port()));
			LocalSystem planned = new LocalSystem(directory, PORT, BACKENDS,
					Map.of("SPRING_APPLICATION_JSON", provider.properties()));
			LinkFaults links = new LinkFaults(redis, redisOfOthers, pooler, lasts);
			Faults faults = new Faults(planned, new Programs(planned), links, clock,
					new ProviderFaults(provider, new Sql(planned), lasts), lasts);
			Report report = play(planned, links, faults, words);
			Files.writeString(file, report.markdown());
			System.out.println(report.markdown());
			return report.held();
		}
	}

	private static Report play(LocalSystem planned, LinkFaults links, Faults faults, List<String> words)
			throws Exception {
		List<Fault> wanted = faults.named(words);
		try (LocalSystem system = LocalSystem.start(planned.directory(), planned.port(), planned.backends(),
				planned.environment());
				Crowd crowd = Crowd.start(system.url(), system.tokenSecret(), new Sql(system))) {
			FaultsCommand command = new FaultsCommand(system, crowd, links);
			Report.Setting setting = new Report.Setting(faults.lasts(), words, faults.all().size(),
					Versions.of(system));
			if (command.settle(System.nanoTime()) == null) {
				throw new IllegalStateException("Not everybody is served, before anything is broken");
			}
			crowd.take();
			crowd.findings().takeJudged();
			List<Outcome> outcomes = new ArrayList<>();
			for (Fault fault : wanted) {
				System.out.println(fault.name());
				outcomes.add(command.play(fault));
			}
			Ledger.Difference last = crowd.stop(command.sql);
			Map<String, String> secrets = new HashMap<>(crowd.tokens());
			secrets.put("key for Alpha Vantage", FakeAlphaVantage.KEY);
			return new Report(setting, outcomes,
					new Report.After(last, crowd.findings().take(), crowd.take(), crowd.acknowledged(),
							crowd.tellings(), crowd.files(), Leaks.of(system.directory(), secrets)),
					Sockets.allowed(system.backends()));
		}
	}

	private static String redisAt(int port) {
		return "REDIS_URL=redis://:$(<\"$secrets/redis_password\")@127.0.0.1:" + port + "\n";
	}

	private static String poolerAt(int port) {
		return "DATABASE_URL=postgresql://portfolio_app:$(<\"$secrets/app_password\")@127.0.0.1:" + port
				+ "/portfolio\n";
	}

	/** One that cannot be played does not keep the others from being reported. */
	private Outcome play(Fault fault) throws InterruptedException {
		long begun = System.nanoTime();
		try (Watch watch = Watch.start(this.system, this.links)) {
			inject(fault);
			long lifted = System.nanoTime();
			settle(lifted);
			// One that was started again may be missing for longer, and be noticed then.
			this.system.awaitReady();
			awaitFile(begun, lifted);
			Duration recovery = settle(lifted);
			Ledger.Difference difference = this.crowd.compare(this.sql);
			return outcome(fault, play(begun, lifted), recovery, difference, watch.sight(), null);
		}
		catch (InterruptedException ex) {
			throw ex;
		}
		catch (Exception ex) {
			return outcome(fault, play(begun, System.nanoTime()), null, Ledger.Difference.none(), Watch.Sight.NONE, ex);
		}
	}

	private Play play(long begun, long lifted) {
		return new Play(this.crowd.take(), this.crowd.steps(), begun, lifted);
	}

	/**
	 * Who imports pauses between two files, and may wait for one of before as long as it
	 * may take: only then nobody imports any more.
	 */
	private void awaitFile(long begun, long lifted) throws InterruptedException {
		long now = System.nanoTime();
		while (new Play(List.of(), this.crowd.steps(), begun, lifted).filesAfter().accepted() == 0
				&& System.nanoTime() - now < Importer.BOUND.toNanos()) {
			TimeUnit.MILLISECONDS.sleep(100);
		}
	}

	private Outcome outcome(Fault fault, Play play, @Nullable Duration recovery, Ledger.Difference difference,
			Watch.Sight sight, @Nullable Exception failure) {
		List<String> findings = this.crowd.findings().take();
		findings.forEach(System.err::println);
		difference.lost().forEach((label) -> System.err.println("lost: " + label));
		difference.doubled().forEach((label) -> System.err.println("doubled: " + label));
		System.out.println("Played, with " + findings.size() + " wrong answers, refused " + play.refused() + ", broken "
				+ play.broken() + ", longest " + play.longest() + ", files " + play.filesDuring() + " and "
				+ play.filesAfter() + ", " + sight + ((failure != null) ? ", " + failure : ""));
		return new Outcome(fault, play, recovery, difference, this.crowd.findings().takeJudged(), findings.size(),
				sight, failure);
	}

	/** What was broken in part is mended as well. */
	private static void inject(Fault fault) throws Exception {
		try {
			fault.inject().run();
		}
		catch (Exception ex) {
			try {
				fault.lift().run();
			}
			catch (Exception second) {
				ex.addSuppressed(second);
			}
			throw ex;
		}
		TimeUnit.NANOSECONDS.sleep(fault.lasts().toNanos());
		fault.lift().run();
	}

	/** Wait until everybody is served and nobody refused; answers stay where they are. */
	private @Nullable Duration settle(long lifted) throws InterruptedException {
		long begun = System.nanoTime();
		while (System.nanoTime() - begun < PATIENCE.toNanos()) {
			TimeUnit.MILLISECONDS.sleep(100);
			List<Answer> since = this.crowd.answers().stream().filter((answer) -> answer.at() >= lifted).toList();
			Recovery recovery = Recovery.of(since, lifted, Crowd.PEOPLE);
			// Who comes back late may be refused what the others get.
			boolean calm = System.nanoTime() - begun > Recovery.CALM.toNanos();
			if (calm && recovery.isOver(System.nanoTime())) {
				return recovery.time();
			}
		}
		return null;
	}

}
