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
 * of them from what rest and the first size cost. A smaller system at rest tells what
 * each user and each backend adds.
 */
public final class PlanCheckCommand {

	/**
	 * What all users share is in Redis after this, prices above all, and little of their
	 * own. The busiest of so few stays within their limits.
	 */
	private static final LoadPlan SMALL = new LoadPlan(30,
			List.of(new LoadPlan.Step(50, 60, 60), new LoadPlan.Step(0, 0, 60)));

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
		PlanCheck.Rest small = rest(SMALL, 1, new LoadTest(SMALL, 1, Map.of()).run());
		LoadPlan plan = LoadPlan.sizes();
		LoadTest.Result result = new LoadTest(plan, Map.of()).run();
		List<Outcome> outcomes = result.outcomes();
		PlanCheck check = new PlanCheck(Runtime.getRuntime().availableProcessors(), small,
				rest(plan, LoadTest.BACKENDS, result), outcomes.get(1), outcomes.subList(2, outcomes.size()),
				result.versions());
		Files.createDirectories(directory);
		new JsonMapper().writeValue(directory.resolve("plan-check.json").toFile(), check);
		Files.writeString(directory.resolve("plan-check.md"), check.markdown());
		System.out.println(check.markdown());
	}

	private static PlanCheck.Rest rest(LoadPlan plan, int pods, LoadTest.Result result) {
		return new PlanCheck.Rest(plan.users(), pods, result.outcomes().get(0).system());
	}

}
