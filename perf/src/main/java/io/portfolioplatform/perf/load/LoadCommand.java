package io.portfolioplatform.perf.load;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
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
	 * @param full whether at full length, about ten minutes; else each rate for a tenth
	 * of it
	 * @param directory where {@code load.json}, {@code load.md} and {@code load.html} are
	 * written
	 * @throws IOException if the system cannot be started or watched
	 * @throws InterruptedException if interrupted
	 * @throws SQLException if the database cannot be watched
	 */
	public static void run(boolean full, Path directory) throws IOException, InterruptedException, SQLException {
		LoadPlan plan = full ? LoadPlan.full() : LoadPlan.brief();
		LoadReport report = new LoadReport(plan.users(), LoadTest.budget(), new LoadTest(plan, Map.of()).run());
		new KeptReports(directory).keep(report);
	}

}
