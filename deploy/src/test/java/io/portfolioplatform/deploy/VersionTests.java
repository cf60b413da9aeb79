package io.portfolioplatform.deploy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that no command brings another version into service than the one that runs unless
 * it is told to, with a stand-in for Docker whose containers are called as their images.
 */
class VersionTests {

	private static final String RUNNING = "registry:5000/team/backend:1.4.0";

	@TempDir
	Path directory;

	@BeforeEach
	void docker() throws Exception {
		Commands.run(Map.of("SECRETS", this.directory.toString()), "deploy/bin/init-secrets");
		Path docker = Files.writeString(this.directory.resolve("docker"), """
				#!/usr/bin/env bash
				case " $* " in
				  *" ps -q -a backend "*) printf '%s\\n' $RUNNING $ENDED ;;
				  *" ps -q backend "*) printf '%s\\n' $RUNNING ;;
				  *" inspect -f {{.Created}} {{.Id}} "*) printf '1 %s\\n' "${@:4}" ;;
				  *" inspect -f {{.Config.Image}} "*) printf '%s\\n' "${@:4}" ;;
				  *" up -d "*) echo "starts $BACKEND_IMAGE:$TAG" >&2; exit 1 ;;
				esac
				""");
		Files.setPosixFilePermissions(docker, PosixFilePermissions.fromString("rwxr-xr-x"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "deploy/bin/scale 6", "deploy/bin/rolling-update", "deploy/bin/up" })
	void staysWithTheVersionThatRuns(String command) throws Exception {
		assertThat(run(command, RUNNING, "", Map.of()).output()).contains("starts " + RUNNING + "\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "deploy/bin/scale 6", "deploy/bin/up" })
	void staysWithTheVersionThatRanBeforeTheHostWasRestarted(String command) throws Exception {
		assertThat(run(command, "", RUNNING, Map.of()).output()).contains("starts " + RUNNING + "\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "deploy/bin/rolling-update", "deploy/bin/up" })
	void changesTheVersionWhenItIsTold(String command) throws Exception {
		assertThat(run(command, RUNNING, "", Map.of("TAG", "1.5.0")).output())
			.contains("starts registry:5000/team/backend:1.5.0\n");
	}

	/**
	 * As it is left to the hook that was started with it.
	 */
	@Test
	void addsWhatServesWhateverTagSays() throws Exception {
		assertThat(run("deploy/bin/scale 6", RUNNING, "", Map.of("TAG", "1.3.0")).output())
			.contains("starts " + RUNNING + "\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "deploy/bin/scale 6", "deploy/bin/rolling-update", "deploy/bin/up" })
	void asksWhereVersionsDiffer(String command) throws Exception {
		Commands.Result result = run(command, RUNNING + " registry:5000/team/backend:1.3.0", "", Map.of());
		assertThat(result.exitCode()).isNotZero();
		assertThat(result.output()).contains("There are backends of several versions").doesNotContain("starts");
	}

	@Test
	void beginsWithTheDefaultOfTheFile() throws Exception {
		assertThat(run("deploy/bin/up", "", "", Map.of()).output()).contains("starts :\n");
	}

	private Commands.Result run(String command, String running, String ended, Map<String, String> more)
			throws Exception {
		Map<String, String> environment = new HashMap<>(
				Map.of("PATH", this.directory + ":" + System.getenv("PATH"), "SECRETS", this.directory.toString(),
						"UPSTREAM", this.directory.toString(), "RUNNING", running, "ENDED", ended));
		environment.putAll(more);
		return Commands.tryRun(environment, command.split(" "));
	}

}
