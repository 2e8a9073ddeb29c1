// A network of two private subnets. Made of the plain resources: the L2 VPC looks the region's zones up, which needs credentials.
import { Fn } from 'aws-cdk-lib';
import { CfnEgressOnlyInternetGateway, CfnFlowLog, CfnRoute, CfnRouteTable, CfnSubnet, CfnSubnetRouteTableAssociation, CfnVPC, CfnVPCCidrBlock } from 'aws-cdk-lib/aws-ec2';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
export class NewVpc extends Construct {
    vpcId;
    subnetIds;
    routeTableIds;
    zones = 2;
    constructor(scope, id, { cidr = '10.42.0.0/24', isDualStack, vault }) {
        super(scope, id);
        const vpc = new CfnVPC(this, 'Vpc', { cidrBlock: cidr, enableDnsSupport: true, enableDnsHostnames: true });
        const ipv6 = isDualStack ? new CfnVPCCidrBlock(this, 'Ipv6', { vpcId: vpc.ref, amazonProvidedIpv6CidrBlock: true }) : undefined;
        const routes = new CfnRouteTable(this, 'Routes', { vpcId: vpc.ref });
        const subnets = Array.from({ length: this.zones }, (_, index) => this.subnet(index, vpc, routes, cidr, ipv6));
        if (ipv6) {
            const gateway = new CfnEgressOnlyInternetGateway(this, 'Egress', { vpcId: vpc.ref });
            new CfnRoute(this, 'Out', {
                routeTableId: routes.ref,
                destinationIpv6CidrBlock: '::/0',
                egressOnlyInternetGatewayId: gateway.attrId
            });
        }
        this.logRefused(vpc, vault);
        this.vpcId = vpc.ref;
        this.subnetIds = subnets.map(({ ref }) => ref);
        this.routeTableIds = [routes.ref];
    }
    subnet(index, vpc, routes, cidr, ipv6) {
        const hostBits = 32 - Number(cidr.split('/')[1]) - 1;
        const subnet = new CfnSubnet(this, `Subnet${index + 1}`, {
            vpcId: vpc.ref,
            availabilityZone: Fn.select(index, Fn.getAzs()),
            cidrBlock: Fn.select(index, Fn.cidr(vpc.attrCidrBlock, this.zones, String(hostBits))),
            mapPublicIpOnLaunch: false,
            ...(ipv6 ? { ipv6CidrBlock: Fn.select(index, Fn.cidr(Fn.select(0, vpc.attrIpv6CidrBlocks), this.zones, '64')) } : {})
        });
        if (ipv6)
            subnet.addResourceDependency(ipv6);
        new CfnSubnetRouteTableAssociation(this, `Route${index + 1}`, { subnetId: subnet.ref, routeTableId: routes.ref });
        return subnet;
    }
    // What the directory's network or ours turned away: the first thing to look at when a directory cannot be reached.
    logRefused(vpc, vault) {
        const logGroup = vault.logGroup(this, 'refused-log');
        const role = new Role(this, 'FlowLogs', { assumedBy: new ServicePrincipal('vpc-flow-logs.amazonaws.com') });
        role.addToPolicy(new PolicyStatement({
            actions: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
            resources: [logGroup.logGroupArn]
        }));
        new CfnFlowLog(this, 'Refused', {
            resourceType: 'VPC',
            resourceId: vpc.ref,
            trafficType: 'REJECT',
            logGroupName: logGroup.logGroupName,
            deliverLogsPermissionArn: role.roleArn
        }).node.addDependency(role);
    }
}
