package io.portfolioplatform.perf.load;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Offers the whole system ever more load until it no longer keeps the guide's criteria,
 * and writes what it saw.
 */
public final class LoadCommand {

	private LoadCommand() {
	}

	/**
	 * Run the load test.
	 * @param full whether at full length, about a quarter of an hour a round; else each
	 * rate for a tenth of it
	 * @param rounds how often, each time on a system of its own
	 * @param directory where {@code load.json}, {@code load.md} and {@code load.html} are
	 * written, after each round
	 * @throws IOException if the system cannot be started or watched
	 * @throws InterruptedException if interrupted
	 * @throws SQLException if the database cannot be watched
	 */
	public static void run(boolean full, int rounds, Path directory)
			throws IOException, InterruptedException, SQLException {
		LoadPlan plan = full ? LoadPlan.full() : LoadPlan.brief();
		List<List<Outcome>> outcomes = new ArrayList<>();
		while (outcomes.size() < rounds) {
			LoadTest.Result result = new LoadTest(plan, Map.of()).run();
			outcomes.add(result.outcomes());
			new KeptReports(directory)
				.keep(new LoadReport(plan.users(), LoadTest.budget(), outcomes, result.versions()));
		}
	}

}
