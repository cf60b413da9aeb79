package io.portfolioplatform.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The order of {@code rollout}: what it asks a kubectl that notes every change.
 */
class RolloutTests {

	@TempDir
	Path directory;

	@BeforeEach
	void kubectl() throws IOException {
		Path file = Files.writeString(this.directory.resolve("kubectl"), """
				#!/usr/bin/env bash
				case "$1 $2 $3" in
				  kustomize*) echo "$RENDERED" ;;
				  "get secret $MISSING") exit 1 ;;
				  get\\ secret*) ;;
				  get\\ job*) echo "$STATE" ;;
				  get\\ service*) echo "${COLOUR:-}" ;;
				  logs*) echo 'relation "x" exists' ;;
				  *) echo "${*//\\/*\\/tmp*/FILE}" >> "$CHANGES" ;;
				esac
				""");
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
	}

	@Test
	void migratesFirst() throws Exception {
		assertThat(rollout("none", "SuccessCriteriaMet Complete", "image: mine/backend:1").exitCode()).isZero();
		assertThat(changes()).hasSize(4)
			.satisfiesExactly((change) -> assertThat(change).startsWith("delete job migration"),
					(change) -> assertThat(change).startsWith("apply").endsWith("-l portfolio/stage"),
					(change) -> assertThat(change).startsWith("apply").doesNotContain("-l"),
					(change) -> assertThat(change).startsWith("rollout status deployment/backend-deployment"));
	}

	@Test
	void changesNoPodWhenTheMigrationFails() throws Exception {
		Commands.Result result = rollout("none", "FailureTarget Failed", "image: mine/backend:1");
		assertThat(result.exitCode()).isNotZero();
		assertThat(result.output()).contains("relation \"x\" exists", "The migration did not succeed");
		assertThat(changes()).hasSize(2).last().asString().endsWith("-l portfolio/stage");
	}

	@ParameterizedTest
	@ValueSource(strings = { "backend", "pgbouncer", "redis", "backup", "migration" })
	void changesNothingWithoutASecret(String secret) throws Exception {
		Commands.Result result = rollout(secret, "Complete", "image: mine/backend:1");
		assertThat(result.exitCode()).isNotZero();
		assertThat(result.output()).contains("The secret '" + secret + "' is missing in the namespace 'portfolio'");
		assertThat(changes()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "image: registry.example.com/portfolio-backend:0.1.0", "value: postgres.example.com" })
	void changesNothingWithWhatIsAnExamples(String line) throws Exception {
		Commands.Result result = rollout("none", "Complete", line);
		assertThat(result.exitCode()).isNotZero();
		assertThat(result.output()).contains("example.com", "name your");
		assertThat(changes()).isEmpty();
	}

	@Test
	void changesNothingWhileGreenServes() throws Exception {
		Commands.Result result = Commands.tryRun(
				Map.of("PATH", this.directory + ":" + System.getenv("PATH"), "MISSING", "none", "COLOUR", "green",
						"RENDERED", "image: mine/backend:1", "CHANGES", this.directory.resolve("changes").toString()),
				"deploy/bin/rollout", "production");
		assertThat(result.exitCode()).isNotZero();
		assertThat(result.output()).contains("Green serves in the namespace 'portfolio'");
		assertThat(changes()).isEmpty();
	}

	private List<String> changes() throws IOException {
		Path changes = this.directory.resolve("changes");
		return Files.exists(changes) ? Files.readAllLines(changes) : List.of();
	}

	private Commands.Result rollout(String missing, String state, String rendered) throws Exception {
		return Commands.tryRun(
				Map.of("PATH", this.directory + ":" + System.getenv("PATH"), "MISSING", missing, "STATE", state,
						"RENDERED", rendered, "CHANGES", this.directory.resolve("changes").toString()),
				"deploy/bin/rollout", "production");
	}

}
