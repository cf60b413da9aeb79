package io.portfolioplatform.deploy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the commands for one host tell the router, and what they do where it does not hear
 * of it, with {@link FakeDocker} in the place of Docker.
 */
class HostRouteTests {

	@TempDir
	Path directory;

	private FakeDocker docker;

	@BeforeEach
	void start() throws Exception {
		this.docker = FakeDocker.in(this.directory);
	}

	/**
	 * The router is another user.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "up", "scale 1", "rolling-update", "down" })
	void writesRoutesThatTheRouterMayRead(String command) throws Exception {
		this.docker.containers("backend", "a1", "a2");
		this.docker.containers("backend.new", "a3", "a4");
		Files.delete(this.docker.routes());
		Commands.Result result = this.docker.run(Map.of(), "bash", "-c", "umask 077; deploy/bin/" + command);
		assertThat(result.exitCode()).as(result.output()).isZero();
		assertThat(this.docker.routes())
			.satisfies((routes) -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(routes)))
				.isEqualTo("rw-r--r--"));
	}

	/**
	 * 3 says that the router has found them by itself.
	 */
	@ParameterizedTest
	@CsvSource({ "scale 1, 3, true", "scale 1, 1, false", "rolling-update, 1, false", "up, 1, false" })
	void stopsNothingThatTheRouterStillKnows(String command, String found, boolean stopped) throws Exception {
		this.docker.containers("backend", "a1", "a2");
		this.docker.containers("backend.new", "a3", "a4");
		this.docker.write("found", found);
		Commands.Result result = this.docker.run(Map.of(), ("deploy/bin/" + command).split(" "));
		assertThat(result.exitCode() == 0).as(result.output()).isEqualTo(stopped);
		assertThat(this.docker.calls("stop -t 45").isEmpty()).isNotEqualTo(stopped);
		if (!stopped) {
			assertThat(result.output()).contains("The router did not take the backends");
		}
	}

	/**
	 * The new version answers nothing, and when it is to go, the folder of the routes can
	 * no longer be written: the router still sends requests to it.
	 */
	@Test
	void removesNothingWhereTheWayBackCannotBeWritten() throws Exception {
		this.docker.greenServes();
		this.docker.containers("backend.new", "a1", "a2");
		this.docker.write("reload", "#!/usr/bin/env bash", "mkdir -p \"$UPSTREAM/backends.conf.new\"");
		Commands.Result result = this.docker.run(Map.of("TAG", "2", "SMOKE", "true"), "deploy/bin/blue-green");
		assertThat(result.exitCode()).isNotZero();
		assertThat(result.output())
			.contains("backend (2) serves", "The routes were not changed: is there room in", "still run")
			.doesNotContain("serves as before");
		assertThat(this.docker.routes()).content().contains("# serves: backend\n");
		assertThat(this.docker.calls("rm -f")).isEmpty();
	}

	/**
	 * Within {@code if} the shell goes on after what failed.
	 */
	@Test
	void keepsTheRoutesWhereThereIsNoRoomForOthers() throws Exception {
		this.docker.greenServes();
		String before = Files.readString(this.docker.routes());
		Commands.Result result = this.docker.run(Map.of(), "bash", "-c",
				". deploy/bin/lib; cat() { echo '# ser'; false; }; if (route_to backend a1); then echo taken; fi");
		assertThat(result.output()).contains("The routes were not changed: is there room in").doesNotContain("taken");
		assertThat(Files.readString(this.docker.routes())).isEqualTo(before);
	}

	/**
	 * Neither where the new ones are not healthy nor where the router does not take them,
	 * when the number of the process that started them may be another's: only what looks
	 * after it, the last that was started, is ended then.
	 */
	@ParameterizedTest
	@CsvSource({ "1, 0, backend:8080", "0, 1, a3:8080" })
	void leavesNoRoutesToThoseThatWereReplaced(String status, String found, String route) throws Exception {
		this.docker.containers("backend", "a1", "a2");
		this.docker.containers("backend.new", "a3", "a4");
		this.docker.write("replaces");
		Files.writeString(this.docker.routes(), "# serves: backend\nserver a1:8080;\nserver a2:8080;\n");
		this.docker.write("status", status);
		this.docker.write("found", found);
		Commands.Result result = this.docker.run(Map.of(), "bash", "-c",
				"kill() { [ \"$*\" = $! ] && echo ENDS || echo KILLS; builtin kill \"$@\"; }; export -f kill; deploy/bin/up");
		assertThat(result.exitCode()).isNotZero();
		assertThat(result.output()).containsOnlyOnce("ENDS").doesNotContain("KILLS");
		assertThat(this.docker.routes()).content().contains("server " + route).doesNotContain("a1", "a2");
	}

	/**
	 * Those of before are still there when compose is told to end, and a moment later no
	 * longer.
	 */
	@Test
	void leavesNoRoutesToThoseThatAreBeingReplacedWhenItIsEnded() throws Exception {
		this.docker.containers("backend", "a1", "a2");
		this.docker.write("ended", "RestartCount");
		Files.writeString(this.docker.routes(), "# serves: backend\nserver a1:8080;\nserver a2:8080;\n");
		Commands.Result result = this.docker.run(Map.of(), "deploy/bin/up");
		assertThat(result.exitCode()).as(result.output()).isEqualTo(128 + 15);
		assertThat(this.docker.calls("inspect a1 a2")).hasSize(1);
		assertThat(this.docker.routes()).content().contains("server backend:8080").doesNotContain("a1", "a2");
	}

	/**
	 * Compose goes on where only the command is ended.
	 */
	@Test
	void removesWhatStartsAfterBlueGreenWasToldToEnd() throws Exception {
		this.docker.greenServes();
		this.docker.containers("backend.new", "a1", "a2");
		this.docker.write("ended", "up -d");
		Commands.Result result = this.docker.run(Map.of("TAG", "2"), "deploy/bin/blue-green");
		assertThat(result.exitCode()).as(result.output()).isEqualTo(128 + 15);
		assertThat(result.output()).contains("The former version serves as before");
		assertThat(this.docker.calls("rm -f")).containsExactly("rm -f a1 a2");
	}

}
