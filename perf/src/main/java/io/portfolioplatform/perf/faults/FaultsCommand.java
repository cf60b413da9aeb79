package io.portfolioplatform.perf.faults;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.portfolioplatform.perf.load.LocalSystem;
import io.portfolioplatform.perf.load.Sql;
import io.portfolioplatform.test.proxy.FaultProxy;
import org.jspecify.annotations.Nullable;

/**
 * Breaks the whole system in every way it knows while people use it, and writes what they
 * noticed.
 */
public final class FaultsCommand {

	private static final int PORT = 18380;

	private static final int BACKENDS = 3;

	/** Everybody was answered for so long. */
	private static final Duration CALM = Duration.ofSeconds(2);

	private static final Duration PATIENCE = Duration.ofSeconds(90);

	private final LocalSystem system;

	private final Crowd crowd;

	private FaultsCommand(LocalSystem system, Crowd crowd) {
		this.system = system;
		this.crowd = crowd;
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
				FaultProxy pooler = FaultProxy.to("127.0.0.1", PORT + 2);
				FakeAlphaVantage provider = FakeAlphaVantage.start()) {
			Files.writeString(directory.resolve("backend-2.env"), library.environment(clock.file()));
			Files.writeString(directory.resolve("backend-1.env"), throughProxies(redis.port(), pooler.port()));
			LocalSystem planned = new LocalSystem(directory, PORT, BACKENDS,
					Map.of("SPRING_APPLICATION_JSON", provider.properties()));
			List<Fault> faults = new Faults(planned, new Programs(planned), new LinkFaults(redis, pooler, lasts), clock,
					new ProviderFaults(provider, new Sql(planned), lasts), lasts)
				.named(words);
			return play(planned, faults, lasts, file);
		}
	}

	private static boolean play(LocalSystem planned, List<Fault> faults, Duration lasts, Path file) throws Exception {
		try (LocalSystem system = LocalSystem.start(planned.directory(), planned.port(), planned.backends(),
				planned.environment()); Crowd crowd = Crowd.start(system.url(), system.tokenSecret())) {
			FaultsCommand command = new FaultsCommand(system, crowd);
			command.settle(System.nanoTime());
			List<Outcome> outcomes = new ArrayList<>();
			for (Fault fault : faults) {
				System.out.println(fault.name());
				outcomes.add(command.play(fault));
				System.out.println(outcomes.get(outcomes.size() - 1));
			}
			Report report = crowd.report(lasts, outcomes, new Sql(system));
			crowd.findings().foreign().forEach(System.err::println);
			crowd.findings().old().forEach(System.err::println);
			Files.writeString(file, report.markdown());
			System.out.println(report.markdown());
			return report.held();
		}
	}

	private static String throughProxies(int redis, int pooler) {
		return """
				REDIS_URL=redis://:$(<"$secrets/redis_password")@127.0.0.1:%d
				DATABASE_URL=postgresql://portfolio_app:$(<"$secrets/app_password")@127.0.0.1:%d/portfolio
				""".formatted(redis, pooler);
	}

	/** One that cannot be played does not keep the others from being reported. */
	private Outcome play(Fault fault) throws InterruptedException {
		try {
			return inject(fault);
		}
		catch (InterruptedException ex) {
			throw ex;
		}
		catch (Exception ex) {
			return Outcome.unplayed(fault.name(), this.crowd.take(), ex);
		}
	}

	private Outcome inject(Fault fault) throws Exception {
		// A backend that was started again takes its time, and must not be missing here.
		this.system.awaitReady();
		this.crowd.take();
		int foreign = this.crowd.findings().foreign().size();
		int old = this.crowd.findings().old().size();
		try (Watch watch = Watch.start(this.system)) {
			fault.inject().run();
			TimeUnit.NANOSECONDS.sleep(fault.lasts().toNanos());
			fault.lift().run();
			Duration recovery = settle(System.nanoTime());
			return Outcome.of(fault.name(), this.crowd.take(), recovery,
					this.crowd.findings().foreign().size() - foreign, this.crowd.findings().old().size() - old, watch);
		}
	}

	/**
	 * Wait until everybody has been answered since, and nobody was refused for a while.
	 */
	private @Nullable Duration settle(long since) throws InterruptedException {
		while (System.nanoTime() - since < PATIENCE.toNanos()) {
			TimeUnit.MILLISECONDS.sleep(100);
			long now = System.nanoTime();
			long lastBad = since;
			Set<Integer> answered = new HashSet<>();
			for (Answer answer : this.crowd.answers()) {
				if (answer.at() < since) {
					continue;
				}
				if (answer.kind() == Answer.Kind.OK) {
					answered.add(answer.person());
				}
				else {
					lastBad = Math.max(lastBad, answer.at());
					answered.clear();
				}
			}
			if (answered.size() == Crowd.PEOPLE && now - lastBad > CALM.toNanos()) {
				return Duration.ofNanos(lastBad - since);
			}
		}
		return null;
	}

}
