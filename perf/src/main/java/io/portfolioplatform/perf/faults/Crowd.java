package io.portfolioplatform.perf.faults;

import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

import io.portfolioplatform.perf.load.LoadUser;
import io.portfolioplatform.perf.load.Seeder;
import io.portfolioplatform.perf.load.Sql;

/**
 * People who use the system all the time, and what they noticed.
 */
final class Crowd implements AutoCloseable {

	static final int PEOPLE = 12;

	private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();

	private final Findings findings = new Findings();

	private final List<Person> people;

	private final List<Thread> threads = new ArrayList<>();

	private Crowd(URI url, byte[] secret) {
		this.people = IntStream.range(0, PEOPLE)
			.mapToObj((number) -> new Person(url, LoadUser.of(number, secret), this.answers::add, this.findings))
			.toList();
	}

	static Crowd start(URI url, byte[] secret) {
		Crowd crowd = new Crowd(url, secret);
		Seeder seeder = new Seeder(url);
		for (Person person : crowd.people) {
			person.begin(seeder);
			Thread thread = new Thread(person, "person");
			// They never give up, and must not outlive a run that has failed.
			thread.setDaemon(true);
			crowd.threads.add(thread);
		}
		crowd.threads.forEach(Thread::start);
		return crowd;
	}

	Findings findings() {
		return this.findings;
	}

	/**
	 * Take what was answered since the last time.
	 * @return the answers, oldest first
	 */
	List<Answer> take() {
		List<Answer> taken = new ArrayList<>();
		for (Answer answer = this.answers.poll(); answer != null; answer = this.answers.poll()) {
			taken.add(answer);
		}
		return taken;
	}

	/**
	 * Return the answers that were not taken yet, and leave them.
	 * @return the answers, oldest first
	 */
	List<Answer> answers() {
		return List.copyOf(this.answers);
	}

	/**
	 * Stop everybody and compare what they were told with what the database holds.
	 * @param lasts how long what must be mended stayed broken
	 * @param outcomes what they noticed meanwhile
	 * @param sql asks the database
	 */
	Report report(Duration lasts, List<Outcome> outcomes, Sql sql)
			throws IOException, InterruptedException, SQLException {
		close();
		for (Thread thread : this.threads) {
			thread.join();
		}
		int lost = 0;
		int doubled = 0;
		for (Person person : this.people) {
			Set<Long> held = sql.purchases(person.id());
			lost += without(person.acknowledged(), held);
			doubled += without(held, person.acknowledged());
		}
		return new Report(lasts, outcomes, lost, doubled);
	}

	private static int without(Set<Long> some, Set<Long> others) {
		Set<Long> rest = new HashSet<>(some);
		rest.removeAll(others);
		return rest.size();
	}

	@Override
	public void close() {
		this.people.forEach(Person::stop);
	}

}
