package io.portfolioplatform.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A stand-in for Docker that notes what it is asked. A service's containers are the lines
 * of the file of its name, those that have ended of {@code NAME.ended}; one whose name
 * begins with "slow" never becomes ready, and one with "fails" has been started again
 * five times. {@code up} adds those that have ended, and where there are none those of
 * {@code NAME.new}, in the place of all that run where there is a file {@code replaces};
 * it waits for ever for one with "again", which fails five times between two looks. Where
 * there is a file {@code ended} it ends the command that has called it, once there was
 * the call that the file names; it removes those that run a second after it was told to
 * end too, and goes on after two where it is not. The router's {@code backends} ends as
 * the file {@code found} says.
 */
record FakeDocker(Path directory) {

	private static final String DOCKER = """
			here=${0%/*}
			echo "$*" >> "$here/calls"
			case " $* " in
			  *" build "*" - ") cat > /dev/null ;;
			  *" exec -T router bash -c "*) exec bash -c "${!#}" ;;
			  *" config --services "*) printf '%s\\n' postgres backend router nginx backup ;;
			  *" ps -q -a --status exited --status created --status dead backend "*) cat "$here/backend.ended" ;;
			  *" ps -q -a --status exited --status created --status dead green "*) cat "$here/green.ended" ;;
			  *" --status "*) echo "$* would not find all that have ended" >&2; exit 1 ;;
			  *" ps -q -a backend "*) cat "$here/backend" "$here/backend.ended" ;;
			  *" ps -q -a green "*) cat "$here/green" "$here/green.ended" ;;
			  *" ps -q backend "*) cat "$here/backend" ;;
			  *" ps -q green "*) cat "$here/green" ;;
			  *" ps -q "*) cat "$here/backend" "$here/green" ;;
			  *" inspect -f {{.Created}} {{.Id}} "*) printf '1 %s\\n' "${@:4}" ;;
			  *" inspect -f {{.Config.Image}} "*) for each in "${@:4}"; do cat "$here/image"; done ;;
			  *" inspect -f {{.State.Status}}"*" slow"*) echo running/starting/0 ;;
			  *" inspect -f {{.State.Status}}"*" fails"*) echo restarting/starting/5 ;;
			  *" inspect -f {{.State.Status}}"*) echo running/healthy/0 ;;
			  *" inspect -f {{.Id}} {{.RestartCount}}"*" again"*)
			    echo >> "$here/looks"
			    echo "$4 $((5 * $(wc -l < "$here/looks")))" ;;
			  *" inspect -f {{range "*) echo "portfolio_inside $4-address" ;;
			  " inspect "[!-]*) for each in "${@:2}"; do grep -qx "$each" "$here/backend" "$here/green" || exit 1; done ;;
			  *" rm -f "*) sed -i "/^$3\\$/d" "$here/backend" ;;
			  " rm "*) for each in "${@:2}"; do sed -i "/^$each\\$/d" "$here/backend" "$here/backend.ended"; done ;;
			  *" up -d "*)
			    if [ -e "$here/ended" ]; then
			      trap 'sleep 1; : > "$here/backend"; exit 1' TERM
			      until grep -qf "$here/ended" "$here/calls"; do sleep 0.1; done
			      kill "$PPID"
			      for _ in {1..20}; do sleep 0.1; done
			    fi
			    echo "$BACKEND_IMAGE:$TAG ${SUPABASE_URL:-none} ${REAL_IP_FROM:-none} ${COMPOSE_PROFILES:-none}" >> "$here/started"
			    more=$here/backend.ended
			    [ -s "$more" ] || more=$here/backend.new
			    if [ -e "$here/replaces" ]; then : > "$here/backend"; fi
			    cat "$more" >> "$here/backend"
			    : > "$more"
			    if grep -q again "$here/backend"; then exec sleep 300; fi
			    exit "$(cat "$here/status")" ;;
			esac
			""";

	static FakeDocker in(Path directory) throws Exception {
		FakeDocker docker = new FakeDocker(directory);
		docker.program("docker", DOCKER);
		for (String service : List.of("backend", "green")) {
			docker.containers(service);
			docker.containers(service + ".ended");
			docker.containers(service + ".new");
		}
		docker.write("image", "registry/backend:2");
		docker.write("status", "0");
		docker.write("found", "0");
		docker.program("backends", "exit \"$(cat \"${0%/*}/found\")\"");
		docker.program("reload", ":");
		Files.createDirectory(directory.resolve("upstream"));
		Files.writeString(docker.routes(), Files.readString(Path.of("compose/nginx/upstream/backends.conf")));
		Commands.run(docker.environment(), "deploy/bin/init-secrets");
		return docker;
	}

	private void program(String name, String text) throws IOException {
		Path program = Files.writeString(this.directory.resolve(name), "#!/usr/bin/env bash\n" + text);
		Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
	}

	void containers(String file, String... names) throws IOException {
		write(file, names);
	}

	void write(String file, String... lines) throws IOException {
		Files.write(this.directory.resolve(file), List.of(lines));
	}

	void greenServes() throws IOException {
		containers("green", "g1", "g2");
		Files.writeString(routes(), "# serves: green\nserver g1:8080;\nserver g2:8080;\n");
	}

	/**
	 * What the router is told.
	 */
	Path routes() {
		return this.directory.resolve("upstream/backends.conf");
	}

	Path settings() {
		return this.directory.resolve("secrets/settings.env");
	}

	/**
	 * What it was asked, without the files of compose.
	 * @param word what each call has
	 */
	List<String> calls(String word) throws IOException {
		return Files.readAllLines(this.directory.resolve("calls"))
			.stream()
			.map((call) -> call.replaceAll(" -f /\\S+", ""))
			.filter((call) -> call.contains(word))
			.toList();
	}

	/**
	 * Version and settings of each start.
	 */
	List<String> started() throws IOException {
		return Files.readAllLines(this.directory.resolve("started"));
	}

	Commands.Result run(Map<String, String> more, String... command) throws Exception {
		Map<String, String> environment = new HashMap<>(environment());
		environment.putAll(more);
		return Commands.tryRun(environment, command);
	}

	private Map<String, String> environment() {
		return Map.of("PATH", this.directory + ":" + System.getenv("PATH"), "SECRETS",
				this.directory.resolve("secrets").toString(), "UPSTREAM", this.directory.resolve("upstream").toString(),
				"READY_SECONDS", "1");
	}

}
