package io.portfolioplatform.perf.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.portfolioplatform.perf.report.Machine;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures the system at rest and with four numbers of users, and writes what the planner
 * says of three of them from what rest and the guide's 1,000 cost. A smaller system at
 * rest tells what each user and each backend adds.
 */
public final class PlanCheckCommand {

	/**
	 * What all users share is in Redis after this, prices above all, and little of their
	 * own. The busiest of so few stays within their limits.
	 */
	private static final LoadPlan SMALL = new LoadPlan(
			List.of(new LoadPlan.Step(30, 50, 60, 60), new LoadPlan.Step(30, 0, 0, 60)));

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
		PlanCheck check = new PlanCheck(Runtime.getRuntime().availableProcessors(), small,
				rest(plan, LoadTest.BACKENDS, result), sizes(plan, result), result.versions());
		Files.createDirectories(directory);
		new JsonMapper().writeValue(directory.resolve("plan-check.json").toFile(), check);
		String report = check.markdown(Machine.describe());
		Files.writeString(directory.resolve("plan-check.md"), report);
		System.out.println(report);
	}

	private static PlanCheck.Rest rest(LoadPlan plan, int pods, LoadTest.Result result) {
		return new PlanCheck.Rest(plan.steps().get(1).users(), pods, result.outcomes().get(0).system());
	}

	private static Outcome last(LoadTest.Result result) {
		return result.outcomes().get(result.outcomes().size() - 1);
	}

	/** Of the first step there is no outcome, and the second is rest. */
	private static List<PlanCheck.Size> sizes(LoadPlan plan, LoadTest.Result result) {
		if (result.outcomes().size() < plan.steps().size() - 1 || !last(result).held()) {
			throw new IllegalStateException("The system broke at " + last(result).offered()
					+ " requests a second, which it should carry: nothing can be told of what is planned");
		}
		return IntStream.range(1, result.outcomes().size())
			.mapToObj((n) -> new PlanCheck.Size(plan.steps().get(n + 1).users(), result.outcomes().get(n)))
			.toList();
	}

}
