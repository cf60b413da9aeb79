/**
 * The arithmetic of Kubernetes' HorizontalPodAutoscaler, played through a step of load.
 */
@NullMarked
package io.portfolioplatform.perf.autoscale;

import org.jspecify.annotations.NullMarked;
