package io.portfolioplatform.deploy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code smoke-test} notices: with one path broken its check fails, and the command
 * with it. The whole of it against the application is part of {@link ComposeSystemTests}.
 */
@EnabledIf("io.portfolioplatform.deploy.Commands#havePython")
class SmokeTests {

	@TempDir
	Path directory;

	private FakeApplication application;

	@BeforeEach
	void start() throws Exception {
		this.application = FakeApplication.start();
	}

	@AfterEach
	void stop() {
		this.application.close();
	}

	@Test
	void passes() throws Exception {
		Commands.Result result = smoke(Map.of());
		assertThat(result.exitCode()).as(result.output()).isZero();
		assertThat(result.output().lines()).hasSize(18)
			.allMatch((line) -> line.startsWith("ok") || line.startsWith("left out"));
		assertThat(this.application.signedIn).isEmpty();
	}

	/**
	 * Whatever its address: it answers to its names only.
	 */
	@Test
	void asksABackendForLocalhost() throws Exception {
		assertThat(smoke(Map.of("DIRECT", "true")).exitCode()).isZero();
		assertThat(this.application.hosts).containsExactly("localhost");
		smoke(Map.of("DIRECT", ""));
		assertThat(this.application.hosts).contains("127.0.0.1:" + this.application.port());
	}

	@Test
	void passesAtAnIngressThatKnowsOneNameAndShowsTheProbes() throws Exception {
		this.application.ingress.set("127.0.0.1:" + this.application.port());
		Commands.Result result = smoke(Map.of("DIRECT", "", "PROBES", "shown"));
		assertThat(result.exitCode()).as(result.output()).isZero();
		assertThat(smoke(Map.of("DIRECT", "")).output()).contains("FAILED  probes are not for the world: status 200");
		assertThat(smoke(Map.of()).output()).contains("FAILED  the dashboard is served: status 404");
	}

	@Test
	void passesAgainForTheSameUser() throws Exception {
		assertThat(smoke(Map.of()).exitCode()).isZero();
		Commands.Result again = smoke(Map.of());
		assertThat(again.exitCode()).as(again.output()).isZero();
	}

	@Test
	void waitsForABackendThatHearsOfAChangeAfterAnotherOne() throws Exception {
		this.application.behind = (overview) -> overview == 1 || overview == 3;
		Commands.Result result = smoke(Map.of());
		assertThat(result.exitCode()).as(result.output()).isZero();
		assertThat(result.output()).contains("ok      every backend shows it");
	}

	@Test
	void failsWhereOneOfTwoBackendsNeverHearsOfAChange() throws Exception {
		this.application.behind = (overview) -> overview % 2 == 0;
		Commands.Result result = smoke(Map.of());
		assertThat(result.exitCode()).isNotZero();
		assertThat(result.output()).contains("FAILED  every backend shows it: only now and then");
	}

	/**
	 * What is an argument of a command is for everybody to read.
	 */
	@Test
	void showsTheTokenToNobody() throws Exception {
		Path calls = this.directory.resolve("calls");
		Path curl = Files.writeString(this.directory.resolve("curl"), """
				#!/usr/bin/env bash
				echo "$*" >> %s
				PATH=${PATH#*:} exec curl "$@"
				""".formatted(calls));
		Files.setPosixFilePermissions(curl, PosixFilePermissions.fromString("rwxr-xr-x"));
		Commands.Result result = smoke(Map.of("TOKEN", "token", "PATH", this.directory + ":" + System.getenv("PATH")));
		assertThat(result.exitCode()).as(result.output()).isZero();
		assertThat(Files.readAllLines(calls)).hasSizeGreaterThan(10).noneMatch((call) -> call.contains("Bearer token"));
	}

	@Test
	void signsIn() throws Exception {
		Map<String, String> person = Map.of("EMAIL", "a@example.com", "PASSWORD", "quo\"te");
		assertThat(smoke(person).output()).contains("ok      a person signs in");
		assertThat(this.application.signedIn)
			.containsExactly("{\"email\": \"a@example.com\", \"password\": \"quo\\\"te\"}\n");
	}

	@ParameterizedTest
	@CsvSource({ "/, the dashboard is served", "/x/js/main.js, its script is served",
			"/actuator/health, nor is the Actuator", "/api/dashboard/overview, the overview of an empty portfolio",
			"/api/dashboard/overview, without a token nothing is shown", "/api/imports, a file is imported",
			"/api/market-data/MSFT, prices are shown", "/session, a person signs in" })
	void failsWithWhatFails(String path, String check) throws Exception {
		this.application.broken.set(path);
		Commands.Result result = smoke(Map.of("EMAIL", "a@example.com", "PASSWORD", "p"));
		assertThat(result.exitCode()).isNotZero();
		assertThat(result.output()).contains("FAILED  " + check + ": status 500");
	}

	private Commands.Result smoke(Map<String, String> more) throws Exception {
		Map<String, String> environment = new HashMap<>(Map.of("TOKEN", "token", "DIRECT", "true"));
		environment.putAll(more);
		return Commands.tryRun(environment, "deploy/bin/smoke-test", "http://127.0.0.1:" + this.application.port());
	}

}
