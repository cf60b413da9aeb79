package io.portfolioplatform.perf.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.json.JsonMapper;

/**
 * Measures the system at rest and at five sizes, and writes what the planner says of four
 * of them from what rest and the first size cost.
 */
public final class PlanCheckCommand {

	private PlanCheckCommand() {
	}

	/**
	 * Run the check.
	 * @param directory where {@code plan-check.json} and {@code plan-check.md} are
	 * written
	 * @throws IOException if the system cannot be started or watched
	 * @throws InterruptedException if interrupted
	 * @throws SQLException if the database cannot be watched
	 */
	public static void run(Path directory) throws IOException, InterruptedException, SQLException {
		LoadPlan plan = LoadPlan.sizes();
		LoadTest.Result result = new LoadTest(plan, Map.of()).run();
		List<Outcome> outcomes = result.outcomes();
		PlanCheck check = new PlanCheck(plan.users(), LoadTest.BACKENDS, Runtime.getRuntime().availableProcessors(),
				outcomes.get(0).system(), outcomes.get(1), outcomes.subList(2, outcomes.size()), result.versions());
		Files.createDirectories(directory);
		new JsonMapper().writeValue(directory.resolve("plan-check.json").toFile(), check);
		Files.writeString(directory.resolve("plan-check.md"), check.markdown());
		System.out.println(check.markdown());
	}

}
