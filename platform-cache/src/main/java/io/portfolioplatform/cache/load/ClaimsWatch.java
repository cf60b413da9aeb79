package io.portfolioplatform.cache.load;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.ClassUtils;

/**
 * Learns for which users a computation read under row-level security. Who sends claims to
 * a database tells the {@code Consumer<String>} that is bound to the thread under
 * {@link #RESOURCE}, if there is one, as JSON.
 */
public final class ClaimsWatch implements Consumer<String>, AutoCloseable {

	/** Name of the resource of {@link TransactionSynchronizationManager}. */
	static final String RESOURCE = "platform.row-level-security.claims";

	private static final boolean TRANSACTIONS = ClassUtils.isPresent(
			"org.springframework.transaction.support.TransactionSynchronizationManager",
			ClaimsWatch.class.getClassLoader());

	private static final JsonMapper MAPPER = JsonMapper.shared();

	private final Set<String> subjects = new LinkedHashSet<>();

	private final @Nullable Object outer;

	private ClaimsWatch() {
		this.outer = TRANSACTIONS ? TransactionSynchronizationManager.unbindResourceIfPossible(RESOURCE) : null;
		if (TRANSACTIONS) {
			TransactionSynchronizationManager.bindResource(RESOURCE, this);
		}
	}

	/**
	 * Begin to watch this thread.
	 * @return ends the watch, on the same thread
	 */
	public static ClaimsWatch begin() {
		return new ClaimsWatch();
	}

	/**
	 * The users whose claims were sent.
	 * @return their {@code sub}
	 */
	public Set<String> subjects() {
		return this.subjects;
	}

	@Override
	public void accept(String claims) {
		try {
			String subject = MAPPER.readTree(claims).path("sub").asString("");
			if (!subject.isEmpty()) {
				this.subjects.add(subject);
			}
		}
		catch (JacksonException ex) {
			// No claims that PostgreSQL could read either.
		}
	}

	@Override
	public void close() {
		if (TRANSACTIONS) {
			TransactionSynchronizationManager.unbindResource(RESOURCE);
		}
		if (this.outer instanceof ClaimsWatch watch) {
			watch.subjects.addAll(this.subjects);
			TransactionSynchronizationManager.bindResource(RESOURCE, watch);
		}
	}

}
