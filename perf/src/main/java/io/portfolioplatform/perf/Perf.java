package io.portfolioplatform.perf;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.portfolioplatform.perf.autoscale.AutoscaleCommand;
import io.portfolioplatform.perf.chain.ChainCommand;
import io.portfolioplatform.perf.dbpool.Fairness;
import io.portfolioplatform.perf.faults.FaultsCommand;
import io.portfolioplatform.perf.fleet.FleetCommand;
import io.portfolioplatform.perf.fleet.FleetThroughput;
import io.portfolioplatform.perf.fleet.Settings;
import io.portfolioplatform.perf.fleet.Strategy;
import io.portfolioplatform.perf.footprint.FootprintCommand;
import io.portfolioplatform.perf.health.Shedding;
import io.portfolioplatform.perf.load.CompareCommand;
import io.portfolioplatform.perf.load.KeptReports;
import io.portfolioplatform.perf.load.LoadCommand;
import io.portfolioplatform.perf.load.PlanCheckCommand;
import io.portfolioplatform.perf.load.Users;
import io.portfolioplatform.perf.micro.Kept;
import io.portfolioplatform.perf.micro.MicroBenchmarks;
import io.portfolioplatform.perf.micro.Suite;
import io.portfolioplatform.perf.plan.PlanCommand;
import io.portfolioplatform.perf.ratelimit.KeptLimits;
import io.portfolioplatform.perf.ratelimit.LimitsCommand;

/**
 * Entry point of the measurements.
 */
public final class Perf {

	private static final String USAGE = """
			Usage: java -jar perf/target/perf.jar COMMAND

			  micro SUITE [ROUNDS] [DIRECTORY]   measures and writes
			  check SUITE [ROUNDS] [DIRECTORY]   measures, and fails if a variant has become more than a fifth
			                                     worse beside its peer than what was kept, or misses a goal
			                                     that was reached
			  tables [DIRECTORY]                 writes the tables of suites, limits, shedding, load and compare anew
			  fleet [brief|small|full] [DIRECTORY [STRATEGY...]] pools of one to fifty processes behind one pooler
			  pool-fair [SECONDS] [DIRECTORY]    how long threads wait for a connection
			  fleet-throughput [SECONDS] [DIRECTORY] what a fleet gets done, leased and with pools of fixed sizes
			  limits decisions|leases|outage [DIRECTORY] limits that processes share through Redis
			  shedding [SECONDS] [DIRECTORY]
			  load [brief|full] [ROUNDS] [DIRECTORY] the whole system under ever more load; brief is one round and stands
			                                     in perf/target by default, full is three
			  compare [ROUNDS] [DIRECTORY]       the same load with and without the starters; 2 rounds by default
			  plan-check [DIRECTORY]             what the planner says beside what a load test shows
			  chain [ROUNDS] [DIRECTORY]         all filters of the application beside a bare controller
			  footprint [DIRECTORY]              start, memory, allocation, and how an overview's cost grows
			  faults [SECONDS] [REPORT] [NAME...] breaks the whole system while people use it
			  users URL SECRET COUNT CSV         gives users of a running system a portfolio, for other tools
			  autoscale [MANIFEST] [DIRECTORY]
			  plan [FILE [USERS...]]             what so many users need; 1,000 to 1,000,000 by default

			  SUITE      one of %s
			  ROUNDS     how often each variant is measured, in turn with the others; 5 by default
			  SECONDS    how long each load lasts, 8 by default, or each fault, 10 by default
			  NAME       a part of what faults are called; all of them by default
			  MANIFEST   the autoscaler; deploy/k8s/base/backend-hpa.yaml by default
			  DIRECTORY  where the results are written; perf/results by default
			  FILE       what was measured and what there is; perf/plan.properties by default
			"""
		.formatted(String.join(", ", Suite.names()));

	private static final String RESULTS = "perf/results";

	private static final Map<String, Command> COMMANDS = Map.ofEntries(Map.entry("micro", Perf::micro),
			Map.entry("check", Perf::check), Map.entry("tables", Perf::tables), Map.entry("fleet", Perf::fleet),
			Map.entry("pool-fair", Perf::fairness), Map.entry("fleet-throughput", Perf::throughput),
			Map.entry("shedding", Perf::shedding), Map.entry("load", Perf::load), Map.entry("compare", Perf::compare),
			Map.entry("plan-check", Perf::planCheck), Map.entry("chain", Perf::chain),
			Map.entry("footprint", Perf::footprint), Map.entry("faults", Perf::faults), Map.entry("users", Perf::users),
			Map.entry("autoscale", Perf::autoscale), Map.entry("limits", Perf::limits), Map.entry("plan", Perf::plan));

	private Perf() {
	}

	/**
	 * Runs one measurement.
	 * @param args what to measure
	 * @throws Exception if it cannot be measured
	 */
	public static void main(String[] args) throws Exception {
		List<String> words = List.of(args);
		Command command = words.isEmpty() ? null : COMMANDS.get(words.get(0));
		if (command == null) {
			System.err.println(USAGE);
			System.exit(2);
			return;
		}
		command.run(new Options(words.subList(1, words.size())));
	}

	private static void micro(Options options) throws Exception {
		new MicroBenchmarks(options.number(1, 5)).run(suite(options), options.path(2, RESULTS));
	}

	private static void check(Options options) throws Exception {
		List<String> losses = new MicroBenchmarks(options.number(1, 5)).check(suite(options), options.path(2, RESULTS));
		losses.forEach(System.err::println);
		if (!losses.isEmpty()) {
			System.exit(1);
		}
	}

	private static void tables(Options options) throws Exception {
		new Kept(options.path(0, RESULTS)).writeTables();
		new KeptLimits(options.path(0, RESULTS)).writeAnew();
		new KeptReports(options.path(0, RESULTS)).writeAnew();
		Shedding.writeAnew(options.path(0, RESULTS));
	}

	private static Suite suite(Options options) {
		return Suite.find(options.text(0, ""))
			.orElseThrow(() -> new IllegalArgumentException("SUITE is one of " + String.join(", ", Suite.names())));
	}

	private static void fleet(Options options) throws Exception {
		List<String> names = options.from(2);
		FleetCommand.run(Settings.named(options.text(0, "full")), options.path(1, RESULTS),
				names.isEmpty() ? List.of(Strategy.values()) : names.stream().map(Strategy::valueOf).toList());
	}

	private static void fairness(Options options) throws Exception {
		new Fairness(options.number(0, 20), 3).run(options.path(1, RESULTS));
	}

	private static void throughput(Options options) throws Exception {
		new FleetThroughput(options.number(0, 8), 3).run(options.path(1, RESULTS));
	}

	private static void shedding(Options options) throws Exception {
		new Shedding(options.number(0, 8), 3).run(options.path(1, RESULTS));
	}

	private static void limits(Options options) throws Exception {
		LimitsCommand.run(options.text(0, "decisions"), options.path(1, RESULTS));
	}

	private static void load(Options options) throws Exception {
		boolean full = "full".equals(options.text(0, "brief"));
		// What is kept is at full length.
		LoadCommand.run(full, options.number(1, full ? 3 : 1), options.path(2, full ? RESULTS : "perf/target"));
	}

	private static void compare(Options options) throws Exception {
		CompareCommand.run(options.number(0, 2), options.path(1, RESULTS));
	}

	private static void planCheck(Options options) throws Exception {
		PlanCheckCommand.run(options.path(0, RESULTS));
	}

	private static void chain(Options options) throws Exception {
		ChainCommand.run(options.number(0, 5), options.path(1, RESULTS));
	}

	private static void footprint(Options options) throws Exception {
		FootprintCommand.run(options.path(0, RESULTS));
	}

	private static void faults(Options options) throws Exception {
		Path report = options.path(1, "docs/reliability.md");
		if (!FaultsCommand.run(Duration.ofSeconds(options.number(0, 10)), report, options.from(2))) {
			System.err.println("Not everything held that must: see " + report);
			System.exit(1);
		}
	}

	private static void users(Options options) throws Exception {
		Users.writeByZipf(URI.create(options.text(0, "http://127.0.0.1:8080")),
				Users.secret(options.path(1, "deploy/local/run/secrets/SUPABASE_JWT_SECRET")), options.number(2, 1000),
				options.path(3, "perf/users.csv"));
	}

	private static void plan(Options options) throws Exception {
		System.out.print(PlanCommand.table(options.path(0, "perf/plan.properties"),
				options.from(1).stream().map(Integer::valueOf).toList()));
	}

	private static void autoscale(Options options) throws Exception {
		AutoscaleCommand.run(options.path(0, "deploy/k8s/base/backend-hpa.yaml"), options.path(1, RESULTS));
	}

	/**
	 * One measurement.
	 */
	@FunctionalInterface
	private interface Command {

		void run(Options options) throws Exception;

	}

	/**
	 * What stands behind the command.
	 *
	 * @param words in their order
	 */
	private record Options(List<String> words) {

		String text(int position, String byDefault) {
			return (position < this.words.size()) ? this.words.get(position) : byDefault;
		}

		List<String> from(int position) {
			return this.words.subList(Math.min(position, this.words.size()), this.words.size());
		}

		int number(int position, int byDefault) {
			return Integer.parseInt(text(position, Integer.toString(byDefault)));
		}

		Path path(int position, String byDefault) {
			return Path.of(text(position, byDefault));
		}

	}

}
