const ids = (prefix) => (id) => !new RegExp(`^${prefix}-[0-9a-f]+$`).test(id);
/** What is wrong with the network. */
export function networkProblems({ network = {} }) {
    const { vpc, egress, cidr } = network;
    const wrong = [
        [egress !== undefined && !['ipv6', 'endpoints', 'existing'].includes(egress), 'network.egress: must be ipv6, endpoints or existing'],
        [egress === 'existing' && vpc === undefined, 'network.egress: existing goes with an existing VPC; a new one has ipv6 or endpoints'],
        [cidr !== undefined && vpc !== undefined, 'network.cidr: is for a new VPC only'],
        [cidr !== undefined && !isRange(cidr), 'network.cidr: must be a private IPv4 range of /16 to /26, such as 10.42.0.0/24'],
        [vpc !== undefined && ids('vpc')(vpc.id ?? ''), 'network.vpc.id: must be an id such as vpc-0123456789abcdef0'],
        [vpc !== undefined && !vpc.subnetIds?.length, 'network.vpc.subnetIds: needs at least one subnet'],
        [vpc?.subnetIds?.some(ids('subnet')) === true, 'network.vpc.subnetIds: must be ids such as subnet-0123456789abcdef0'],
        [vpc?.securityGroupIds?.some(ids('sg')) === true, 'network.vpc.securityGroupIds: must be ids such as sg-0123456789abcdef0'],
        [vpc?.routeTableIds?.some(ids('rtb')) === true, 'network.vpc.routeTableIds: must be ids such as rtb-0123456789abcdef0']
    ];
    return wrong.flatMap(([is, told]) => (is ? [told] : []));
}
function isRange(cidr) {
    const [, address = '', bits = ''] = /^(\d+\.\d+\.\d+\.\d+)\/(\d+)$/.exec(cidr) ?? [];
    const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number);
    const isOurs = a === 10 || (a === 172 && b >= 16 && b <= 31) || (a === 192 && b === 168);
    const number = ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
    const isBytes = [a, b, c, d].every((part) => part <= 255);
    return isOurs && isBytes && Number(bits) >= 16 && Number(bits) <= 26 && number % 2 ** (32 - Number(bits)) === 0;
}
