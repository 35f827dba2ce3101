/**
 * Properties draw the same cases in every run, so that a change is judged by itself and not by luck.
 * `FEALTY_TEST_SEED=random` looks for new ones, and `FEALTY_TEST_SEED=NUMBER` repeats what it found.
 */
import fc from 'fast-check'

const { FEALTY_TEST_SEED: wish = '20261128' } = process.env
if (wish !== 'random') fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(wish) })
