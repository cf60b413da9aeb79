package io.portfolioplatform.perf.autoscale;

import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

import javax.imageio.ImageIO;

import io.portfolioplatform.perf.autoscale.StepOfLoad.Moment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

class StepOfLoadTests {

	private static final Path MANIFEST = Path.of("../deploy/k8s/base/backend-hpa.yaml");

	private static final Scaling PLAIN = new Scaling(5, 50, 0.7, 30, 100, 5, 60, 300, 20, 60);

	private static final Budget BUDGET = new Budget(188, 60, 2);

	@Test
	void readsTheShippedBudget() throws Exception {
		try (Reader reader = Files.newBufferedReader(MANIFEST.resolveSibling("backend.env"))) {
			assertThat(Budget.of(reader)).isEqualTo(BUDGET);
		}
	}

	@Test
	void neverSharesMoreThanThereIs() {
		for (int pods = 1; pods <= 60; pods++) {
			int slots = 60 - pods;
			assertThat(pods * BUDGET.share(pods) + slots * 2).isLessThanOrEqualTo(188);
			assertThat(BUDGET.share(pods)).isGreaterThanOrEqualTo(2);
		}
	}

	@Test
	void readsTheShippedAutoscaler() throws Exception {
		assertThat(Scaling.of(Objects.requireNonNull(new Yaml().<Object>load(Files.readString(MANIFEST)))))
			.isEqualTo(PLAIN);
	}

	@Test
	void growsToWhatTheLoadNeedsAndNotBeyondTheBudget() {
		List<Moment> moments = new StepOfLoad(100, 1_000, 1, 0.01, 0.5, 2, 40, BUDGET).play(PLAIN);
		// 1,000 requests a second of 10 ms are 10 cores; 0.35 cores of a pod are used at
		// the target.
		Moment settled = moments.get((StepOfLoad.END - 15) / 15);
		assertThat(settled.pods()).isBetween(26, 32);
		assertThat(settled.use()).isLessThan(0.77);
		assertThat(moments).allSatisfy((moment) -> assertThat(moment.connections()).isLessThanOrEqualTo(188));
		assertThat(moments.get(0).share()).as("at 5 pods").isEqualTo(15);
		assertThat(settled.share()).as("at 29 pods").isEqualTo((188 - 31 * 2) / 29);
		assertThat(moments.get(moments.size() - 1).pods()).isLessThan(settled.pods());
	}

	@Test
	void doesNotBelieveASingleMoment() {
		Autoscaler autoscaler = new Autoscaler(PLAIN);
		assertThat(autoscaler.decide(0, 5, 5, 0.5)).isEqualTo(5);
		assertThat(autoscaler.decide(15, 5, 5, 3)).as("the window still holds a calm moment").isEqualTo(5);
		assertThat(autoscaler.decide(30, 5, 5, 3)).as("doubled at most").isEqualTo(10);
		assertThat(autoscaler.decide(45, 10, 5, 3)).as("no more within the same minute").isEqualTo(10);
	}

	@Test
	void takesTheFloorThatTheBackendSays() throws Exception {
		String shipped = Files.readString(MANIFEST.resolveSibling("backend.env"));
		assertThat(Budget.of(new StringReader(shipped + "\nPLATFORM_DB_POOL_BUDGET_FLOOR=3\n")).floor()).isEqualTo(3);
	}

	@Test
	void theKeptTableIsThatOfWhatIsShipped() throws Exception {
		Budget budget = AutoscaleCommand.budget(MANIFEST);
		assertThat(Path.of("results/autoscale.md")).content()
			.startsWith(AutoscaleCommand.table(AutoscaleCommand.play(MANIFEST, budget), budget))
			.containsPattern("commit(ted with)? [0-9a-f]{7}");
	}

	@Test
	void writesTableAndPicture(@TempDir Path directory) throws Exception {
		AutoscaleCommand.run(MANIFEST, directory);
		assertThat(ImageIO.read(directory.resolve("autoscale.png").toFile()).getWidth()).isEqualTo(800);
		assertThat(directory.resolve("autoscale.md")).content().contains("| 120 | 1,000 | 5 | 5 | 400 % | 15 | 75 |");
	}

}
