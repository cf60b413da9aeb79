package io.portfolioplatform.perf.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;

/**
 * Measures four sizes, and writes what the planner says of three of them from what the
 * first one cost.
 */
public final class PlanCheckCommand {

	private PlanCheckCommand() {
	}

	/**
	 * Run the check.
	 * @param directory where {@code plan-check.md} is written
	 * @throws IOException if the system cannot be started or watched
	 * @throws InterruptedException if interrupted
	 * @throws SQLException if the database cannot be watched
	 */
	public static void run(Path directory) throws IOException, InterruptedException, SQLException {
		LoadPlan plan = LoadPlan.sizes();
		PlanCheck check = new PlanCheck(plan.users(), new LoadTest(plan, Map.of()).run());
		Files.createDirectories(directory);
		Files.writeString(directory.resolve("plan-check.md"), check.markdown());
		System.out.println(check.markdown());
	}

}
