package io.portfolioplatform.perf.faults;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.portfolioplatform.perf.load.LoadUser;
import io.portfolioplatform.perf.load.Seeder;
import io.portfolioplatform.perf.load.Sql;

/**
 * People who use the system all the time, and what they noticed.
 */
final class Crowd implements AutoCloseable {

	static final int PEOPLE = 12;

	static final int IMPORTERS = 2;

	private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();

	private final Findings findings = new Findings();

	private final List<Person> people;

	private final List<Importer> importers;

	private final List<Thread> threads = new ArrayList<>();

	private final Ledger.Difference differences = Ledger.Difference.none();

	private Crowd(URI url, byte[] secret, BigDecimal price) {
		this.people = IntStream.range(0, PEOPLE)
			.mapToObj((number) -> new Person(url, LoadUser.of(number, secret), this.answers::add, price, this.findings))
			.toList();
		this.importers = IntStream.range(PEOPLE, PEOPLE + IMPORTERS)
			.mapToObj((number) -> new Importer(url, LoadUser.of(number, secret), this.answers::add, this.findings))
			.toList();
	}

	/**
	 * Let people begin.
	 * @param url where the system is
	 * @param secret what access tokens are signed with
	 * @param sql knows the price of what they buy
	 */
	static Crowd start(URI url, byte[] secret, Sql sql) throws IOException, SQLException {
		Crowd crowd = new Crowd(url, secret, sql.price("MSFT"));
		Seeder seeder = new Seeder(url);
		for (Person person : crowd.people) {
			person.begin(seeder);
			crowd.threads.add(new Thread(person, "person"));
		}
		crowd.importers.forEach((importer) -> crowd.threads.add(new Thread(importer, "importer")));
		// They never give up, and must not outlive a run that has failed.
		crowd.threads.forEach((thread) -> thread.setDaemon(true));
		crowd.threads.forEach(Thread::start);
		return crowd;
	}

	/**
	 * Return what people show to be let in, by whose it is.
	 */
	Map<String, String> tokens() {
		return Stream.concat(this.people.stream().map(Person::user), this.importers.stream().map(Importer::user))
			.collect(Collectors.toMap((user) -> "token of person " + user.number(), LoadUser::token));
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
	 * Return how many writes were acknowledged, of everybody.
	 */
	int acknowledged() {
		return this.people.stream().mapToInt((person) -> person.ledger().acknowledged()).sum();
	}

	/**
	 * Return how many of them told their position, which their person has sent since.
	 */
	int tellings() {
		return this.people.stream().mapToInt((person) -> person.ledger().tellings()).sum();
	}

	/**
	 * Return how many files were said to be stored, of everybody.
	 */
	int files() {
		return this.importers.stream().mapToInt((importer) -> importer.ledger().stored()).sum();
	}

	/**
	 * Return what has become of files since the beginning, of everybody.
	 */
	List<FileLedger.Step> steps() {
		return this.importers.stream().flatMap((importer) -> importer.ledger().steps().stream()).toList();
	}

	/**
	 * Compare what everybody was told with what the database holds, while they go on.
	 * @param sql asks the database
	 * @return what differs and did not the last time
	 */
	Ledger.Difference compare(Sql sql) throws IOException, SQLException {
		Ledger.Difference difference = Ledger.Difference.none();
		for (Person person : this.people) {
			int acknowledged = person.ledger().acknowledged();
			difference.add(person.ledger().compare(sql.activities(person.id()), acknowledged));
		}
		for (Importer importer : this.importers) {
			Map<String, FileLedger.State> before = importer.ledger().files();
			difference.add(importer.ledger().compare(sql.activities(importer.user().id()), before));
		}
		return difference.without(this.differences);
	}

	/**
	 * Stop everybody once the files that were accepted are stored, and compare once more.
	 * @param sql asks the database
	 * @return what differs and did not the last time
	 */
	Ledger.Difference stop(Sql sql) throws IOException, InterruptedException, SQLException {
		close();
		for (Thread thread : this.threads) {
			thread.join();
		}
		return compare(sql);
	}

	@Override
	public void close() {
		this.people.forEach(Person::stop);
		this.importers.forEach(Importer::stop);
	}

}
