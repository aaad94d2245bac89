#!/usr/bin/env python3
"""Runs the bench and prints aio's figures beside the peers', as ratios.

usage: runtime/bench/run.py <folder with bench_aio, bench_asio, bench_libuv, bench_epoll> [operation...]

The programs take turns, so that what else the machine does meets all of them alike; each figure is the median of the
rounds. Nanoseconds an operation; bytes for memory. The echoes: CPU time of the server per request.
"""
import statistics
import subprocess
import sys
from pathlib import Path

PEERS = ('aio', 'asio', 'libuv', 'epoll')
ROUNDS = 5


def run(program, *arguments):
    return subprocess.run([program, *arguments], check=True, capture_output=True, text=True, timeout=300).stdout.split()


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    programs = {peer: Path(sys.argv[1]).resolve() / f'bench_{peer}' for peer in PEERS}
    operations = {peer: run(program) for peer, program in programs.items()}
    print('| operation | aio | Asio | libuv | epoll | aio / Asio | aio / libuv | aio / epoll |\n|' + '---|' * 8)
    for operation in sys.argv[2:] or operations['aio']:
        figures = {peer: [] for peer in PEERS if operation in operations[peer]}
        for _ in range(ROUNDS):
            for peer in figures:
                figures[peer].append(float(run(programs[peer], operation)[0]))
        medians = {peer: statistics.median(times) for peer, times in figures.items()}
        cells = [f'{medians[peer]:.1f}' if peer in medians else '' for peer in PEERS]
        ratios = [f"{medians['aio'] / medians[peer]:.2f}" if peer in medians else '' for peer in PEERS[1:]]
        print('|', ' | '.join([operation, *cells, *ratios]), '|', flush=True)


if __name__ == '__main__':
    main()
