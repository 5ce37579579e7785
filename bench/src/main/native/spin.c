/*
 * What a thread suffers on this machine that does nothing but read the clock: prints the gaps between two readings, in nanoseconds:
 * 50 %, 99 % and 99.99 % of them do not exceed the first three numbers (to 1/64), the fourth is the longest. The fifth is how many
 * took more than a millisecond, the sixth the time spent in those of more than ten microseconds, in which something else had the CPU.
 *
 * Usage: spin SECONDS CPU
 */
#define _GNU_SOURCE
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define SHIFT 6
#define LONG 1000000
#define AWAY 10000
#define BUCKETS ((64 - SHIFT + 1) << SHIFT)

static uint64_t counts[BUCKETS];

static uint64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

static int bucket(uint64_t gap) {
  int shift = 63 - SHIFT - __builtin_clzll(gap | 1);
  shift = shift < 0 ? 0 : shift;
  return (shift << SHIFT) + (int)(gap >> shift);
}

static uint64_t longest_of(int bucket) {
  int shift = (bucket >> SHIFT) - 1;
  shift = shift < 0 ? 0 : shift;
  return ((uint64_t)(bucket - (shift << SHIFT) + 1) << shift) - 1;
}

static uint64_t percentile(uint64_t all, double share) {
  uint64_t wanted = (uint64_t)((double)all * share);
  uint64_t seen = 0;
  for (int i = 0; i < BUCKETS; i++) {
    seen += counts[i];
    if (seen > wanted) {
      return longest_of(i);
    }
  }
  return 0;
}

int main(int argc, char **argv) {
  if (argc != 3) {
    fprintf(stderr, "usage: spin SECONDS CPU\n");
    return 2;
  }
  cpu_set_t cpus;
  CPU_ZERO(&cpus);
  CPU_SET(atoi(argv[2]), &cpus);
  if (sched_setaffinity(0, sizeof cpus, &cpus) != 0) {
    perror("cannot pin to the CPU");
    return 1;
  }
  uint64_t last = now();
  uint64_t end = last + (uint64_t)atoi(argv[1]) * 1000000000u;
  uint64_t all = 0;
  uint64_t longest = 0;
  uint64_t long_ones = 0;
  uint64_t away = 0;
  while (last < end) {
    uint64_t time = now();
    uint64_t gap = time - last;
    last = time;
    counts[bucket(gap)]++;
    all++;
    longest = gap > longest ? gap : longest;
    long_ones += gap > LONG;
    away += gap > AWAY ? gap : 0;
  }
  printf("%llu %llu %llu %llu %llu %llu\n", (unsigned long long)percentile(all, 0.5), (unsigned long long)percentile(all, 0.99),
         (unsigned long long)percentile(all, 0.9999), (unsigned long long)longest, (unsigned long long)long_ones,
         (unsigned long long)away);
  return 0;
}
