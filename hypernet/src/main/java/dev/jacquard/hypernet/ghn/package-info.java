/**
 * Graph hypernetworks: {@link dev.jacquard.hypernet.ghn.Ghn} predicts all parameters of a network
 * from its graph. GHN-2 (Knyazev et al. 2021), GHN-1 (Zhang et al. 2019) and the MLP baseline are
 * configurations of it.
 */
@NullMarked
package dev.jacquard.hypernet.ghn;

import org.jspecify.annotations.NullMarked;
