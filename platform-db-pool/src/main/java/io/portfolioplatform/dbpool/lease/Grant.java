package io.portfolioplatform.dbpool.lease;

/**
 * What the registry answers.
 *
 * @param size most connections the process may have; none if every slot is taken
 * @param used connections of the fleet, by everyone's last report
 * @param capacity most connections of the fleet
 * @param pods processes with a lease
 * @param gone processes whose lease ended without being given back, while their
 * connections count
 * @param goneBound connections that may be theirs
 * @param kept connections kept for processes that may come, a floor for each free slot
 */
public record Grant(int size, int used, int capacity, int pods, int gone, int goneBound, int kept) {

}
