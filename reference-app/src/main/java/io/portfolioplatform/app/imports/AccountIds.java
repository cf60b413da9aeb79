package io.portfolioplatform.app.imports;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Accounts of a portfolio as files refer to them: by identifier, by name in any case, or
 * not at all. The name counts first, as a person sees it; what a file called an account
 * before it was renamed counts if no account has that name. Where the file itself says
 * which account an identifier means, the identifier counts first, and the name it says
 * where the identifier is not known.
 */
class AccountIds {

	private final Map<@Nullable String, UUID> byReference = new HashMap<>();

	private final Map<String, UUID> byName = new HashMap<>();

	private final Map<String, UUID> byNameInAnyCase = new HashMap<>();

	private final Map<UUID, String> met = new LinkedHashMap<>();

	private final Set<String> described;

	AccountIds(Set<String> described) {
		this.described = described;
	}

	void add(UUID id, @Nullable String reference, String name) {
		this.byReference.put(reference, id);
		this.byName.putIfAbsent(name, id);
		this.byNameInAnyCase.putIfAbsent(name.toLowerCase(Locale.ROOT), id);
	}

	/**
	 * Adds a further identifier of an account, unless another one was opened under it, as
	 * by a former version.
	 */
	void addIfUnknown(String identifier, UUID id) {
		this.byReference.putIfAbsent(identifier, id);
	}

	/**
	 * Lets identifiers that are not known mean the accounts of their names, each of which
	 * only one of them can mean. Balances are in the currency the file says; an account
	 * in another one is met without them, and not for good: the next file may have some.
	 * @param accounts the accounts the file describes
	 * @param currencies currencies of the accounts that are there
	 */
	void meet(List<ParsedAccount> accounts, Map<UUID, String> currencies) {
		Set<UUID> taken = accounts.stream()
			.map((account) -> find(account.reference()))
			.filter(Objects::nonNull)
			.collect(Collectors.toCollection(HashSet::new));
		List<ParsedAccount> unknown = accounts.stream().filter((account) -> !knows(account.reference())).toList();
		for (ParsedAccount account : unknown) {
			UUID called = called(account.name());
			if (called != null && find(account.reference()) == null
					&& (account.balances().isEmpty() || account.currency().equals(currencies.get(called)))
					&& taken.add(called)) {
				this.byReference.put(account.reference(), called);
			}
			UUID id = find(account.reference());
			if (id != null && account.currency().equals(currencies.get(id))) {
				this.met.putIfAbsent(id, account.reference());
			}
		}
	}

	/**
	 * Returns identifiers that were not known, by the accounts they mean from now on.
	 * @return at most one of each account
	 */
	Map<UUID, String> met() {
		return this.met;
	}

	boolean knows(String identifier) {
		return this.byReference.containsKey(identifier);
	}

	boolean contains(@Nullable String reference) {
		return find(reference) != null;
	}

	UUID get(@Nullable String reference) {
		UUID id = find(reference);
		Assert.state(id != null, () -> "No account for " + reference);
		return id;
	}

	private @Nullable UUID find(@Nullable String reference) {
		UUID identified = this.byReference.get(reference);
		if (reference == null || (identified != null && this.described.contains(reference))) {
			return identified;
		}
		return called(reference);
	}

	private @Nullable UUID called(String name) {
		UUID named = named(name);
		return (named != null) ? named : this.byReference.get(name);
	}

	private @Nullable UUID named(String name) {
		UUID id = this.byName.get(name);
		return (id != null) ? id : this.byNameInAnyCase.get(name.toLowerCase(Locale.ROOT));
	}

}
