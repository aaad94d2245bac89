"""Steps of the suite 'install': what CMake projects and Debian get of an installed tree.

A step is what it shows, a command, the exit status and a text of the output that are wanted.
"""
FOUND = 'order.cpp:20:3: warning: '


def check_targets(build, prefix):
    """corolint_check() and the launcher in the project test/install/check, compiled by GCC."""
    make = ['cmake', '--build', build, '--target']
    return [
        ('has corolint_check()', ['cmake', '-G', 'Ninja', '-S', 'test/install/check', '-B', build,
                                  '-DCMAKE_CXX_COMPILER=g++-12', f'-DCMAKE_PREFIX_PATH={prefix}'], 0, ''),
        ('passes a target without findings', [*make, 'corolint-sums'], 0, 'Checking sums with corolint'),
        ('fails a target with findings', [*make, 'corolint-shop'], 1, FOUND),
        ('fails all targets', [*make, 'corolint'], 1, FOUND),
        ('writes the SARIF file of a target', ['grep', '"uri"', build / 'shop.sarif'], 0, 'order.cpp'),
        ('checks what is compiled, and warns', [*make, 'launched'], 0, FOUND),
        ('checks what is compiled, and fails', [*make, 'strictly_launched'], 1, FOUND),
    ]


def check_package(build, folder, made):
    """The Debian package, unpacked: what is in it runs from where it lies. `made` has the headers that a build made."""
    root = folder / 'root'
    corolint, share = root / 'usr' / 'bin' / 'corolint', root / 'usr' / 'share'
    return [
        ('makes a package', ['cpack', '--config', build / 'CPackConfig.cmake', '-B', folder], 0, '.deb generated'),
        ('unpacks', ['sh', '-c', f"dpkg-deb -x '{folder}'/corolint_*.deb '{root}'"], 0, ''),
        ('depends on what it links', ['sh', '-c', f"dpkg-deb -f '{folder}'/corolint_*.deb"], 0, 'libstdc++6'),
        ('is checked by the package', [corolint, 'check', '--no-cache', '-q', 'test/install/check/order.cpp', '--',
                                       f'-I{made}'], 1, FOUND),
        ('has its own data', [corolint, 'doctor', 'test/install/check/sums.cpp', '--'], 0,
         f'{share}/corolint/libraries: data of '),
        ('completes in bash', ['bash', '-c', f"source '{share}/bash-completion/completions/corolint' && "
                                             'complete -p corolint'], 0, '_corolint'),
        ('has completions for zsh and fish', ['grep', '-l', 'corolint', share / 'zsh/site-functions/_corolint',
                                              share / 'fish/vendor_completions.d/corolint.fish'], 0, 'fish'),
        ('has a manual', ['grep', 'EXIT STATUS', share / 'man/man1/corolint.1'], 0, 'EXIT STATUS'),
        ('says its licence', ['grep', 'Apache', share / 'doc/corolint/copyright'], 0, 'Apache'),
    ]
